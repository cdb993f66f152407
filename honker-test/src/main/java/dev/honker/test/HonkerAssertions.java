package dev.honker.test;

import dev.honker.Database;
import dev.honker.DeadLetter;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.LiveJob;
import dev.honker.Queue;
import dev.honker.TypedQueue;
import dev.honker.UpdateEvents;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about what is in queues; stateless and thread-safe. They look at the jobs that are neither done nor dead, pending or
 * claimed, and inside a transaction of the same thread also at those it has not committed. A failure is an {@link AssertionError}
 * that says what was looked for and what is there. Queues are those of a {@link Database}, not bound ones.
 */
public final class HonkerAssertions {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How long {@link #eventually} trusts commits alone: what a handler does in memory, it may do without one. */
    private static final Duration LOOK = Duration.ofMillis(50);

    private HonkerAssertions() {}

    /** Asserts that a queue has a job that the matcher accepts, and returns the first one. */
    public static LiveJob assertEnqueued(Queue queue, JobMatcher matcher) {
        List<LiveJob> jobs = jobs(queue);
        for (LiveJob job : jobs) {
            if (matcher.matches(job)) {
                return job;
            }
        }
        throw new AssertionError(
                "queue " + queue.name() + " should have " + matcher.description() + "; " + contents(queue, jobs));
    }

    /** Asserts that a queue has a job with this payload, verbatim, and returns the first one. */
    public static LiveJob assertEnqueued(Queue queue, String payloadJson) {
        return assertEnqueued(queue, JobMatcher.payload(payloadJson));
    }

    /** Asserts that a queue has a job whose payload the condition accepts, and returns the first one. */
    public static <T> LiveJob assertEnqueued(TypedQueue<T> queue, Predicate<? super T> condition) {
        return assertEnqueued(queue, "a job with a payload that the given condition accepts", condition);
    }

    /**
     * Asserts that a queue has a job whose payload the condition accepts, and returns the first one.
     *
     * @param description what the condition means, for the message, such as {@code a mail to ada}
     */
    public static <T> LiveJob assertEnqueued(TypedQueue<T> queue, String description, Predicate<? super T> condition) {
        return assertEnqueued(queue.raw(), typed(queue, description, condition));
    }

    /** Asserts that a queue has a job with a payload that equals this one, and returns the first one. */
    public static <T> LiveJob assertEnqueuedPayload(TypedQueue<T> queue, T payload) {
        Objects.requireNonNull(payload, "payload must not be null");
        return assertEnqueued(queue, "a job with the payload " + payload, payload::equals);
    }

    /** Asserts that a queue has no job that the matcher accepts. */
    public static void assertNotEnqueued(Queue queue, JobMatcher matcher) {
        List<LiveJob> found = jobs(queue).stream().filter(matcher::matches).toList();
        if (!found.isEmpty()) {
            throw new AssertionError("queue " + queue.name() + " should not have " + matcher.description() + "; it has "
                    + count(found.size(), "such job") + ":" + JobList.lines(found, JobList::line));
        }
    }

    /** Asserts that a queue has no job whose payload the condition accepts. */
    public static <T> void assertNotEnqueued(TypedQueue<T> queue, Predicate<? super T> condition) {
        assertNotEnqueued(
                queue.raw(), typed(queue, "a job with a payload that the given condition accepts", condition));
    }

    /** Asserts that all jobs of a queue are done or dead, or that there were none. */
    public static void assertNothingEnqueued(Queue queue) {
        assertNotEnqueued(queue, JobMatcher.of("any job", job -> true));
    }

    /** Asserts that a queue has a dead letter that the condition accepts, and returns the first one. */
    public static DeadLetter assertDead(Queue queue, Predicate<? super DeadLetter> condition) {
        return dead(queue, "a dead letter that the given condition accepts", condition);
    }

    /** Asserts that a queue has a dead letter with this text in its error, and returns the first one. */
    public static DeadLetter assertDead(Queue queue, String errorPart) {
        Objects.requireNonNull(errorPart, "errorPart must not be null");
        return dead(
                queue,
                "a dead letter with '" + errorPart + "' in its error",
                letter -> letter.lastError() != null && letter.lastError().contains(errorPart));
    }

    private static DeadLetter dead(Queue queue, String description, Predicate<? super DeadLetter> condition) {
        List<DeadLetter> letters = JobList.dead(queue);
        for (DeadLetter letter : letters) {
            if (condition.test(letter)) {
                return letter;
            }
        }
        throw new AssertionError(
                "queue " + queue.name() + " should have " + description + "; " + contents(queue, jobs(queue)));
    }

    /** Waits until assertions hold, as {@link #eventually(Database, Duration, Runnable)}, for 10 s at most. */
    public static void eventually(Database database, Runnable assertions) {
        eventually(database, PATIENCE, assertions);
    }

    /**
     * Runs assertions until they hold: at once, after each commit to the database and, as what they look at may change without a
     * commit, some times a second. For what threads of workers, listeners and schedulers bring about; not inside a transaction.
     *
     * @param timeout how long to wait, not negative; real time, whatever clock the database goes by
     * @param assertions throw an {@link AssertionError} while they don't hold; anything else they throw is thrown at once
     * @throws AssertionError the last one, when the time is over
     */
    public static void eventually(Database database, Duration timeout, Runnable assertions) {
        if (timeout.isNegative()) {
            throw new HonkerInvalidOptionException("timeout must not be negative, but is " + timeout);
        }
        long start = System.nanoTime();
        try (UpdateEvents commits = database.updateEvents()) {
            AssertionError failure = failure(assertions);
            while (failure != null) {
                Duration left = timeout.minusNanos(System.nanoTime() - start);
                if (left.isNegative() || left.isZero()) {
                    throw new AssertionError("still so after " + timeout + ": " + failure.getMessage(), failure);
                }
                commits.awaitUpdate(left.compareTo(LOOK) < 0 ? left : LOOK);
                failure = failure(assertions);
            }
        }
    }

    private static @Nullable AssertionError failure(Runnable assertions) {
        try {
            assertions.run();
            return null;
        } catch (AssertionError e) {
            return e;
        }
    }

    private static List<LiveJob> jobs(Queue queue) {
        return JobList.of(queue.database(), queue.name());
    }

    private static <T> JobMatcher typed(TypedQueue<T> queue, String description, Predicate<? super T> condition) {
        return JobMatcher.of(description, job -> {
            T payload;
            try {
                payload = queue.codec().decode(job.payloadJson());
            } catch (Exception e) {
                // why no failure: the queue may hold what others wrote, and the message lists it
                return false;
            }
            return condition.test(payload);
        });
    }

    /** What is in a queue, and what else may explain why something is not. */
    private static String contents(Queue queue, List<LiveJob> jobs) {
        StringBuilder text = new StringBuilder();
        text.append(jobs.isEmpty() ? "it has no jobs" : "it has " + count(jobs.size(), "job") + ":")
                .append(JobList.lines(jobs, JobList::line));
        List<DeadLetter> dead = JobList.dead(queue);
        if (!dead.isEmpty()) {
            text.append("\nit has ").append(count(dead.size(), "dead letter")).append(':');
            text.append(JobList.lines(dead, JobList::line));
        }
        return text.append(JobList.others(queue.database(), queue.name())).toString();
    }

    private static String count(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }
}
