package dev.honker.spring;

import dev.honker.MissedRuns;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a bean one that a schedule calls: once for each boundary, however many processes run the application on the
 * file, and also for boundaries that were missed while none ran (at most 64), unless {@link #missedRuns} says otherwise. Exactly one of {@link #cron} and {@link #every} must be
 * given. The method returns nothing; it takes nothing, the boundary as an {@code Instant}, the {@code Job}, or both.
 *
 * <p>Each boundary becomes a job of the queue {@code scheduled:NAME}, which any of the processes runs: a failed one runs again
 * after the backoff, and is a dead letter after its attempts. The schedule is added when the application starts; removing the
 * method doesn't remove it: {@code database.scheduler().remove(name)} does. All texts may contain placeholders.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface HonkerScheduled {

    /** Five cron fields, or six with the second in front, in the grammar of {@link dev.honker.CronSchedule}. */
    String cron() default "";

    /** A duration in whole seconds, such as {@code 30s}; the first boundary is that long after the schedule was added. */
    String every() default "";

    /** The zone of the cron fields, the same for all methods of the application; {@code honker.scheduler.zone} by default. */
    String zone() default "";

    /** What the schedule is called, in all processes that run the application; {@code bean.method} by default. */
    String name() default "";

    /** What becomes of boundaries that were missed while no process fired, or the schedule was paused. */
    MissedRuns missedRuns() default MissedRuns.FIRE;

    /** How often a job of the schedule may be claimed, 3 by default. */
    String maxAttempts() default "";

    /** How long one run may take; then its thread is interrupted and the run counts as failed. None by default. */
    String timeout() default "";

    /** As {@link HonkerListener#transactional}. */
    boolean transactional() default false;

    /** The bean of the transaction manager, if {@link #transactional} and there are several. */
    String transactionManager() default "";
}
