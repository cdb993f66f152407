package dev.honker;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a task that a schedule calls. The method takes nothing, or a {@link Job}. It may bear a
 * {@link Task} too, for its name, queue and the rest; without one its result is not stored. The schedule is added when a task
 * worker starts, which then also runs the scheduler. Each fire is a job with as many attempts as the retries of its {@link Task}
 * say, or three. A schedule that has a {@linkplain Task#aliases former name} of the task and calls it by that is replaced.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface PeriodicTask {

    /** When: five or six cron fields, or {@code @every 30s}. */
    String value();

    /** What the schedule is called; by default as the task. */
    String name() default "";

    /**
     * The zone of the cron fields, such as {@code Europe/Berlin}, the same for all of a registry; empty means that of
     * {@link Database#scheduler()}.
     */
    String zone() default "";

    /** What becomes of boundaries that were missed while no scheduler ran, or the schedule was paused. */
    MissedRuns missedRuns() default MissedRuns.FIRE;
}
