package dev.honker.internal.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.HonkerInvalidOptionException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rate limits as the API offers them. */
class RateLimiterTest {

    /** Long enough that no test begins in one window and ends in the next, but for a second every 30 years. */
    private static final Duration LONG = Duration.ofDays(10_950);

    @TempDir
    private Path directory;

    private ApiFile file;

    @BeforeEach
    void open() throws SQLException {
        file = new ApiFile(directory);
    }

    @AfterEach
    void close() throws Exception {
        file.close();
    }

    @Test
    void asManyCallsAsTheLimitGoOnAndThoseRefusedCostNothing() throws SQLException {
        assertThat(tryAcquire("a", 2)).isTrue();
        assertThat(tryAcquire("a", 2)).isTrue();
        assertThat(tryAcquire("a", 2)).isFalse();
        assertThat(tryAcquire("b", 2)).isTrue();
        assertThat(file.number("SELECT count FROM _honker_rate_limits WHERE name = 'a'"))
                .isEqualTo(2);
    }

    @Test
    void peersShareTheCounter() throws SQLException {
        assertThat(file.number("SELECT honker_rate_limit_try('a', 1, " + LONG.toSeconds() + ")"))
                .isOne();
        assertThat(tryAcquire("a", 1)).isFalse();
    }

    @Test
    void fractionsOfSecondsRoundUp() throws SQLException {
        assertThat(RateLimiter.tryAcquire(file.access(), "a", 1, LONG.minusMillis(1)))
                .isTrue();
        assertThat(file.number("SELECT window_start % " + LONG.toSeconds() + " FROM _honker_rate_limits"))
                .isZero();
    }

    @Test
    void aCallInATransactionCountsWithItsCommit() throws SQLException {
        assertThatThrownBy(() -> file.access().transaction(connection -> {
                    assertThat(tryAcquire("a", 1)).isTrue();
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThat(tryAcquire("a", 1)).isTrue();
    }

    @Test
    void sweepDeletesWindowsThatStartedLongerAgo() throws SQLException {
        file.execute("INSERT INTO _honker_rate_limits VALUES ('old', unixepoch() - 1000, 1),"
                + " ('young', unixepoch() - 100, 1)");
        assertThat(RateLimiter.sweep(file.access(), Duration.ofSeconds(500))).isOne();
        assertThat(file.number("SELECT count(*) FROM _honker_rate_limits WHERE name = 'young'"))
                .isOne();
    }

    @Test
    void refusalsNameTheParameter() {
        assertThatThrownBy(() -> tryAcquire("a", 0))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("limit");
        assertThatThrownBy(() -> RateLimiter.tryAcquire(file.access(), "a", 1, Duration.ZERO))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("per");
        assertThatThrownBy(() -> RateLimiter.sweep(file.access(), Duration.ofSeconds(-1)))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("olderThan");
    }

    private boolean tryAcquire(String name, int limit) {
        return RateLimiter.tryAcquire(file.access(), name, limit, LONG);
    }
}
