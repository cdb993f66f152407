package dev.honker.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Backoff;
import java.time.Duration;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a sleeping worker has to be told of the limits of its runs. */
class DeadlinesTest extends WorkerFixture {

    private static final long TWO_HOURS = Duration.ofHours(2).toNanos();

    private final Deadlines deadlines = new Deadlines();
    private final List<Boolean> news = new ArrayList<>();
    private Assignment limited;

    @BeforeEach
    void assign() {
        queue.enqueue("{}");
        JobRun run = (job, limit) -> {
            limit.set(Duration.ofHours(1));
            news.add(deadlines.isNews(limited));
            return Outcome.ACK;
        };
        JobHandle job = (JobHandle) queue.claimOne("w").orElseThrow();
        limited = new Assignment(job, run, Backoff.fixed(Duration.ZERO), new Nobody());
    }

    @Test
    void aLimitThatPassesBeforeTheEndOfTheSleepIsNews() {
        assertThat(deadlines.sleep(TWO_HOURS, List.of())).isEqualTo(TWO_HOURS);
        limited.runHere();
        assertThat(news).containsExactly(true);
    }

    @Test
    void aLimitThatPassesAfterTheEndOfTheSleepIsNoNews() {
        deadlines.sleep(Duration.ofMinutes(1).toNanos(), List.of());
        limited.runHere();
        assertThat(news).containsExactly(false);
    }

    @Test
    void aLimitThatIsSetWhileTheWorkerIsAwakeIsNoNewsForItLooksYet() {
        deadlines.sleep(TWO_HOURS, List.of());
        deadlines.awake();
        limited.runHere();
        assertThat(news).containsExactly(false);
    }

    @Test
    void aLimitThatIsSetWhileTheWorkerLooksIsNews() {
        assertThat(deadlines.sleep(TWO_HOURS, new Looked(limited::runHere)))
                .as("the look did not see it")
                .isEqualTo(TWO_HOURS);
        assertThat(news).containsExactly(true);
    }

    /** No assignments; who looks at them has something happen. */
    private static final class Looked extends AbstractCollection<Assignment> {

        private final Runnable atLook;

        Looked(Runnable atLook) {
            this.atLook = atLook;
        }

        @Override
        public Iterator<Assignment> iterator() {
            atLook.run();
            return Collections.emptyIterator();
        }

        @Override
        public int size() {
            return 0;
        }
    }

    private record Nobody() implements Assignment.Owner {
        @Override
        public void limited(Assignment assignment) {}

        @Override
        public void finished(Assignment assignment, Outcome outcome) {}

        @Override
        public void finishedLate(Assignment assignment) {}
    }
}
