package dev.honker.internal.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Numbers that are refused before any effect. */
public interface NumberLimitContract extends FunctionFixture {

    long TOO_MANY = (1L << 62) + 1;

    @TestFactory
    default List<DynamicTest> secondsThatWouldOverflowAreRefusedBeforeAnyEffect() {
        List<DynamicTest> tests = new ArrayList<>();
        for (long seconds : new long[] {TOO_MANY, Long.MAX_VALUE}) {
            String text = " must be within 4611686018427387904 seconds of now, but is " + seconds
                    + "; pass a number of seconds, not a date in a smaller unit";
            tests.add(refused("honker: delay" + text, "honker_enqueue", "q", "p", null, seconds, 0L, 3L, null));
            tests.add(refused("honker: expires" + text, "honker_enqueue", "q", "p", null, null, 0L, 3L, seconds));
            tests.add(refused("honker: timeout_s" + text, "honker_claim_batch", "q", "w", 1L, seconds));
            tests.add(refused("honker: delay_s" + text, "honker_retry", 1L, "w", seconds, ""));
            tests.add(refused("honker: extend_s" + text, "honker_heartbeat", 1L, "w", seconds));
            tests.add(refused("honker: ttl_s" + text, "honker_lock_acquire", "n", "o", seconds));
            tests.add(refused("honker: ttl_s" + text, "honker_lock_renew", "n", "o", seconds));
            tests.add(refused("honker: ttl_s" + text, "honker_result_save", 1L, "v", seconds));
            tests.add(refused("honker: older_than_s" + text, "honker_rate_limit_sweep", seconds));
            tests.add(refused(
                    "honker: expires_s" + text, "honker_scheduler_register", "n", "q", "* * * * *", "p", 0L, seconds));
            tests.add(
                    refused("honker: expires_s" + text, "honker_scheduler_update", "n", null, null, null, seconds, 1L));
        }
        return tests;
    }

    @TestFactory
    default List<DynamicTest> nonPositiveTimesToLiveAreRefused() {
        List<DynamicTest> tests = new ArrayList<>();
        for (long ttl : new long[] {0, -1, Long.MIN_VALUE}) {
            tests.add(refused(
                    "ttl_s must be positive, but is " + ttl + "; pass a number of seconds, 1 or more",
                    "honker_lock_acquire",
                    "n",
                    "o",
                    ttl));
            tests.add(refused("ttl_s must be positive", "honker_lock_renew", "n", "o", ttl));
            tests.add(refused("limit and per must be positive", "honker_rate_limit_try", "n", ttl, 1L));
            tests.add(refused("limit and per must be positive", "honker_rate_limit_try", "n", 1L, ttl));
            if (ttl < 0) {
                tests.add(refused(
                        "honker: ttl_s must be 0 or more, but is " + ttl
                                + "; pass the seconds to keep the result, or 0 to keep it for ever",
                        "honker_result_save",
                        1L,
                        "v",
                        ttl));
            }
        }
        return tests;
    }

    @TestFactory
    default List<DynamicTest> negativeNumbersOfRowsAreRefused() {
        return List.of(
                refused(
                        "honker: n must be 0 or more, but is -1; pass the largest number of rows wanted",
                        "honker_claim_batch",
                        "q",
                        "w",
                        -1L,
                        300L),
                refused(
                        "honker: limit must be 0 or more, but is -1; pass the largest number of rows wanted",
                        "honker_stream_read_since",
                        "t",
                        0L,
                        -1L));
    }

    @Test
    default void theLargestSecondsAreStoredAsIntegers() throws SQLException {
        long most = 1L << 62;
        number("honker_enqueue", "q", "p", null, most, 0, 3, most);
        number("honker_enqueue", "q", "p", null, -most, 0, 3, null);
        assertThat(ids(text("honker_claim_batch", "q", "w", 5, most))).hasSize(1);
        assertThat(
                        rows(
                                "SELECT typeof(run_at), typeof(expires_at), typeof(claim_expires_at) FROM _honker_live ORDER BY id"))
                .containsExactly("integer|integer|null", "integer|null|integer");
    }

    private DynamicTest refused(String text, String function, @Nullable Object... arguments) {
        return dynamicTest(function + " " + text, () -> {
            assertThat(error(function, arguments)).isEqualTo(text);
            assertThat(value("SELECT count(*) FROM sqlite_master")).isEqualTo("0");
        });
    }
}
