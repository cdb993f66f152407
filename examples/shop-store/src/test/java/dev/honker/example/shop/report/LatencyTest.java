package dev.honker.example.shop.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyTest {

    @Test
    void percentilesAreMeasuredValuesByNearestRank() {
        List<Long> descending =
                LongStream.rangeClosed(1, 90).map(i -> 91 - i).boxed().toList();

        assertThat(Latency.of(descending)).isEqualTo(new Latency(90, 45, 86, 90));
    }

    @Test
    void oneSampleIsEveryPercentile() {
        assertThat(Latency.of(List.of(-7L))).isEqualTo(new Latency(1, -7, -7, -7));
    }
}
