package dev.honker.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a bean the handler of a queue's jobs, a stream's events or a channel's notifications; exactly one of
 * {@link #queue}, {@link #stream} and {@link #channel} must be given. The method returns nothing. It takes the payload, decoded by
 * Jackson or, as a {@code String}, verbatim; or the {@code Job}, {@code Event} or {@code Notification}; or both, in any order; or
 * nothing.
 *
 * <p>When the method returns, the job or event is done; when it throws, it comes again after the backoff, as
 * {@link dev.honker.Queue#worker} and {@link dev.honker.Stream#subscribe} say. A job may run more than once, unless its effects are
 * in the same transaction: see {@link #transactional}. The bean may be a proxy, of {@code @Transactional} for example.
 *
 * <p>Listeners start when the application is up and end before anything else does; those that run then are waited for. All texts may
 * contain placeholders ({@code ${…}}) and expressions ({@code #{…}}); durations are such as {@code 500ms}, {@code 30s},
 * {@code 5m}, {@code 1h}. What is wrong makes the start fail with the name of bean and method.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface HonkerListener {

    /** The queue whose jobs are handled. */
    String queue() default "";

    /** The topic of the stream whose events are handled, one after the other. */
    String stream() default "";

    /** The channel whose notifications are handled, one after the other; those that are sent while nobody listens are missed. */
    String channel() default "";

    /** What the listener is called in {@link HonkerListeners}, in logs and in claims; {@code bean.method} by default. */
    String id() default "";

    /** Queue: how many jobs run at once, {@code honker.listener.concurrency} by default. */
    String concurrency() default "";

    /**
     * Queue: how often the jobs that this application enqueues may be claimed, 3 by default; stored with each job. Stream: how
     * often an event is tried before its failure ends the listener, 5 by default.
     */
    String maxAttempts() default "";

    /** Queue, stream: how long a failed job or event waits after its first failure; doubled after each further one. */
    String backoff() default "";

    /** Queue, stream: how long it waits at most; 1 h for a queue and 1 min for a stream by default. */
    String maxBackoff() default "";

    /** Queue: exceptions that make the job a dead letter at once; their subclasses too. */
    Class<? extends Throwable>[] noRetryFor() default {};

    /** Queue: how long a claim holds without a heartbeat, 300 s by default: after this long jobs of a dead process run again. */
    String visibilityTimeout() default "";

    /** Queue: how long one run may take; then its thread is interrupted and the run counts as failed. None by default. */
    String timeout() default "";

    /** Stream: the name under which the offset is saved. Without one the listener begins anew at each start. */
    String consumer() default "";

    /**
     * Stream: whether to begin with what is published from now on when no offset is saved. With a {@link #consumer} the
     * beginning is saved at the first start, so that what is published while the application is down comes afterwards.
     */
    boolean fromNow() default false;

    /**
     * Queue, stream: whether the method runs in a transaction that also acknowledges the job, or saves the offset of the event: what
     * it writes to the database and the end of the job are committed together or not at all, so that its effects there happen
     * exactly once. The method then must not settle the job itself, nor have a {@code @Transactional} that takes it out of the
     * transaction ({@code REQUIRES_NEW}, {@code NOT_SUPPORTED}, {@code NEVER}).
     */
    boolean transactional() default false;

    /** The bean of the transaction manager, if {@link #transactional} and there are several. */
    String transactionManager() default "";

    /** Whether it starts with the application, {@code honker.listener.auto-startup} by default. */
    String autoStartup() default "";
}
