package dev.honker.test;

import dev.honker.LiveJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a test has left behind, as the message of its failure; for one thread. */
final class LeftBehind {

    private static final int STACK = 30;

    private final String test;
    private final List<String> things = new ArrayList<>();
    private @Nullable Throwable cause;

    LeftBehind(String test) {
        this.test = test;
    }

    /** Handles that are open, as they describe themselves. */
    void handles(List<String> handles) {
        handles.forEach(handle -> things.add("open: " + handle));
    }

    /** Jobs that are claimed; {@code visibility} is how long a claim lasts, by queue. */
    void claims(List<LiveJob> jobs, Map<String, Duration> visibility) {
        for (LiveJob job : jobs) {
            things.add("claimed: job " + job.id() + " of queue " + job.queue() + " by worker " + job.workerId()
                    + since(job, visibility.get(job.queue())) + " until " + job.claimExpiresAt() + ", attempt "
                    + job.attempts() + " of " + job.maxAttempts() + ": " + JobList.shortened(job.payloadJson()));
        }
    }

    /** When the claim began or was extended last; nothing where another length was asked for. */
    private static String since(LiveJob job, @Nullable Duration visibility) {
        Instant end = job.claimExpiresAt();
        if (visibility == null || end == null || end.minus(visibility).isBefore(job.createdAt())) {
            return "";
        }
        return " since " + end.minus(visibility);
    }

    /** A transaction that keeps others from writing, as SQLite's refusal tells it. */
    void transaction(Exception refusal) {
        things.add("not to be written: " + refusal.getMessage());
        cause = refusal;
    }

    /** Threads that are alive. */
    void threads(List<LeftThreads.Left> threads) {
        for (LeftThreads.Left left : threads) {
            String begunBy = left.tests().size() == 1
                    ? ""
                    : ", begun by one of the tests that ran at the same time: " + left.tests();
            StringBuilder text = new StringBuilder("running: thread "
                    + left.thread().getName() + " (" + left.thread().getState() + begunBy + ")");
            StackTraceElement[] stack = left.thread().getStackTrace();
            for (int i = 0; i < Math.min(STACK, stack.length); i++) {
                text.append("\n      at ").append(stack[i]);
            }
            things.add(text.toString());
        }
    }

    void throwIfAny() {
        if (things.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder(test + " has left something behind:");
        things.forEach(thing -> text.append("\n  - ").append(thing));
        text.append(
                "\nClose handles and databases, end transactions, and ack, retry, fail or release what was claimed, before"
                        + " the test ends or in @AfterEach. @HonkerTest(leakCheck = false) lets it pass.");
        throw new AssertionError(text.toString(), cause);
    }
}
