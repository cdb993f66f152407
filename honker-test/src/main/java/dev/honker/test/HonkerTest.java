package dev.honker.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a class, or one test method, a database of its own by {@link HonkerExtension}. It stands beside
 * {@code @Test}; on a method it counts instead of the class's.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(HonkerExtension.class)
public @interface HonkerTest {

    /** When the clock of each test stands at its beginning, such as {@code 2026-03-29T00:30:00Z}; empty is the present second. */
    String startsAt() default "";

    /**
     * Whether workers run their jobs in the thread that commits, as {@link dev.honker.OpenOptions.Builder#inline} says: a job has run
     * when the call returns that committed it, whichever API, data source or ORM on the test's file that was, and what has
     * become due when the clock is set. Schedulers, subscriptions and listeners have threads all the same.
     */
    boolean inline() default false;

    /**
     * Whether a test fails that leaves handles, claims, transactions or threads behind. Without it they are ended in silence, as far
     * as closing the database ends them.
     */
    boolean leakCheck() default true;
}
