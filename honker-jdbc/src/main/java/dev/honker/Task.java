package dev.honker;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a task: called through {@link Tasks#proxy} it becomes a job, which a task worker with a
 * {@linkplain Tasks#register registered} instance of the class runs. The method must not be private, static or final. An
 * override without the annotation is the same task; it counts too on a method of an interface. An override that bears it again
 * also runs the calls of what it overrides, whose name is then a former name of its own: both need the same queue, and only one such
 * override can be registered. Type variables of a generic superclass or interface are what the registered or proxied class says.
 *
 * <p>The return type is the task's own: {@code void}, any type of which there is JSON, or {@link TaskResult} for a method whose
 * caller wants to await it. Durations are texts such as {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}, {@code 2d}, or
 * ISO 8601. What is wrong with them is refused when the class is registered or proxied.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Task {

    /** What the task is called in payloads; by default {@code package.Class.method} of the class that declares the method. */
    String name() default "";

    /** The queue of its jobs. */
    String queue() default "default";

    /** How often it is run at most, the first time included; -1 means as often as the queue says. */
    int retries() default -1;

    /** How long it waits after its first failure. */
    String retryDelay() default "60s";

    /** By what the delay grows with each further failure, at least 1. */
    double backoff() default 2.0;

    /** The longest delay; a longer {@link #retryDelay} wins over it. */
    String maxRetryDelay() default "1h";

    /** What random share of the delay is taken off at most, between 0 and 1. */
    double jitter() default 0.1;

    /** How long it may run before its thread is interrupted and it counts as failed; empty means without limit. */
    String timeout() default "";

    /**
     * Which due job runs first: the one with the larger priority. A call can ask for another one, but not for 0: that leaves it as
     * it is here.
     */
    int priority() default 0;

    /** How long after the call it must no longer be begun; empty means never. */
    String expires() default "";

    /** Whether what it returns is kept for who awaits it. */
    boolean storeResult() default true;

    /** How long that is kept. */
    String resultTtl() default "1h";

    /** Names it had before, under which jobs may still wait; none of them that of another task, now or before. */
    String[] aliases() default {};

    /** What makes its job a dead letter at once when thrown, subclasses included. */
    Class<? extends Throwable>[] noRetryFor() default {};
}
