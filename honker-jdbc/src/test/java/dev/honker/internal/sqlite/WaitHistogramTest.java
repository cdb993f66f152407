package dev.honker.internal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.LockWaits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaitHistogramTest {

    @Test
    void withoutAWaitAllIsZero() {
        assertThat(new WaitHistogram().waits())
                .isEqualTo(new LockWaits(0, Duration.ZERO, Duration.ZERO, Duration.ZERO));
    }

    @Test
    void countsSumsAndKeepsTheLongest() {
        WaitHistogram histogram = new WaitHistogram();
        histogram.add(3);
        histogram.add(1_000_000);
        histogram.add(2_000);
        LockWaits waits = histogram.waits();
        assertThat(waits.count()).isEqualTo(3);
        assertThat(waits.total()).isEqualTo(Duration.ofNanos(1_002_003));
        assertThat(waits.longest()).isEqualTo(Duration.ofNanos(1_000_000));
    }

    @Test
    void aLengthIsKnownToAnEighthWhateverItIs() {
        for (long nanos = 1; nanos > 0 && nanos < Long.MAX_VALUE / 4; nanos += 1 + nanos / 7) {
            WaitHistogram histogram = new WaitHistogram();
            histogram.add(nanos);
            histogram.add(Long.MAX_VALUE / 2);
            for (int i = 0; i < 198; i++) {
                histogram.add(0);
            }
            // 200 waits: the 198th is the p99, so one more of them makes it the first that is longer
            assertThat(histogram.waits().p99()).isZero();
            histogram.add(nanos);
            assertThat(histogram.waits().p99().toNanos()).isBetween(nanos, nanos + nanos / 8);
        }
    }

    @Test
    void noQuantileIsLongerThanTheLongest() {
        WaitHistogram histogram = new WaitHistogram();
        histogram.add(1_000_001);
        assertThat(histogram.waits().p99()).isEqualTo(Duration.ofNanos(1_000_001));
    }

    @Test
    void theLongestLengthOfAllHasABucket() {
        WaitHistogram histogram = new WaitHistogram();
        histogram.add(Long.MAX_VALUE);
        assertThat(histogram.waits().p99()).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
    }
}
