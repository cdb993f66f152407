package dev.honker.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Backoff;
import dev.honker.internal.runtime.Delays;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The end of a run by its time limit. */
class AssignmentTest extends WorkerFixture {

    private static final Duration AT_ONCE = Duration.ofNanos(1);

    private final List<String> told = new ArrayList<>();
    private JobHandle job;

    private final Assignment.Owner owner = new Assignment.Owner() {
        @Override
        public void limited(Assignment limited) {
            told.add("limited");
        }

        @Override
        public void finished(Assignment ended, Outcome outcome) {
            told.add("finished");
        }

        @Override
        public void finishedLate(Assignment ended) {
            told.add("late, over: " + ended.isOver());
        }
    };

    private @Nullable Outcome expired;
    private @Nullable Assignment assignment;

    @BeforeEach
    void claim() {
        queue.enqueue("{}");
        job = (JobHandle) queue.claimOne("w").orElseThrow();
    }

    private void runPast(Function<String, Outcome> atTimeout, Runnable after) {
        JobRun run = (claimed, limit) -> {
            limit.set(AT_ONCE, atTimeout);
            do {
                expired = assignment.expire();
            } while (expired == null);
            after.run();
            return Outcome.ACK;
        };
        assignment = new Assignment(job, run, Backoff.fixed(Duration.ofSeconds(7)), owner);
        assignment.runHere();
    }

    @Test
    void aRunWhoseTimeIsOverIsInterruptedAndSettlesNothing() {
        List<Boolean> acks = new ArrayList<>();
        runPast(Outcome.Fail::new, () -> {
            assertThat(Thread.interrupted()).isTrue();
            acks.add(job.ack());
        });
        assertThat(expired).isEqualTo(new Outcome.Fail("timeout after 0.000000001s"));
        assertThat(acks).containsExactly(false);
        assertThat(queue.getJob(job.id())).as("the job that was acked too late").isPresent();
        assertThat(told).containsExactly("limited", "late, over: true");
    }

    @Test
    void anErrorOfTheRulesForTimeoutsIsAFailureThatRunsAgain() {
        runPast(
                error -> {
                    throw new NoClassDefFoundError("from a test");
                },
                () -> {});
        assertThat(expired).isInstanceOfSatisfying(Outcome.Retry.class, retry -> {
            assertThat(retry.delay()).isEqualTo(Duration.ofSeconds(7));
            assertThat(retry.error()).startsWith("java.lang.NoClassDefFoundError: from a test");
        });
    }

    @Test
    void aFailureOfWhichNothingCanBeToldRunsAgainToo() {
        class Untellable extends RuntimeException {
            private static final long serialVersionUID = 1;

            @Override
            public String getMessage() {
                throw new StackOverflowError();
            }
        }
        runPast(
                error -> {
                    throw new Untellable();
                },
                () -> {});
        assertThat(expired).isEqualTo(new Outcome.Retry(Delays.FALLBACK, Untellable.class.getName()));
    }
}
