package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inline workers and a clock that is set by hand. */
class InlineClockTest {

    @TempDir
    Path directory;

    private final List<String> handled = new ArrayList<>();

    @Test
    void whoSetsTheClockRunsWhatBecomesDueByThat() {
        HandClock clock = new HandClock();
        OpenOptions options = OpenOptions.builder().inline(true).clock(clock).build();
        try (Database timed = Honker.open(directory.resolve("timed.db"), options)) {
            Queue jobs = timed.queue("q");
            WorkerOptions minute = WorkerOptions.builder()
                    .defaultRetryDelay(Duration.ofMinutes(1))
                    .build();
            WorkerHandle worker = jobs.worker(
                    "w",
                    job -> {
                        handled.add(job.payloadJson() + job.attempts());
                        if (job.attempts() == 1) {
                            throw new IllegalStateException("at first");
                        }
                    },
                    minute);
            jobs.enqueue(
                    "a", EnqueueOptions.builder().delay(Duration.ofHours(1)).build());
            clock.advance(Duration.ofMinutes(59));
            assertThat(handled).isEmpty();
            clock.advance(Duration.ofMinutes(1));
            assertThat(handled).containsExactly("a1");
            clock.advance(Duration.ofSeconds(59));
            assertThat(handled).containsExactly("a1");
            clock.advance(Duration.ofSeconds(1));
            assertThat(handled).containsExactly("a1", "a2");
            assertThat(worker.counts()).isEqualTo(new WorkerCounts(2, 1, 1, 0, 0, 0));
        }
        assertThat(clock.listeners()).as("listeners of a closed database").isZero();
    }

    @Test
    void aHandlerThatSetsTheClockPastItsClaimKeepsItsJob() {
        HandClock clock = new HandClock();
        OpenOptions options = OpenOptions.builder().inline(true).clock(clock).build();
        try (Database timed = Honker.open(directory.resolve("timed.db"), options)) {
            Queue jobs = timed.queue("q");
            jobs.enqueue(
                    "later", EnqueueOptions.builder().delay(Duration.ofDays(1)).build());
            try (WorkerHandle worker = jobs.worker("w", job -> {
                handled.add(job.payloadJson());
                if (job.payloadJson().equals("now")) {
                    clock.advance(Duration.ofDays(1));
                }
            })) {
                jobs.enqueue("now");
                assertThat(handled).containsExactly("now", "later");
                assertThat(worker.counts()).isEqualTo(new WorkerCounts(2, 2, 0, 0, 0, 0));
            }
        }
    }
}
