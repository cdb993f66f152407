package dev.honker.internal.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Locks and rate limits. */
public interface LockContract extends FunctionFixture {

    @Test
    default void lockBelongsToOneOwnerUntilReleased() throws SQLException {
        assertThat(call("honker_lock_acquire", "n", "a", 60)).isEqualTo(1L);
        assertThat(call("honker_lock_acquire", "n", "b", 60)).isEqualTo(0L);
        assertThat(call("honker_lock_acquire", "other", "b", 60)).isEqualTo(1L);
        assertThat(call("honker_lock_release", "n", "b")).isEqualTo(0L);
        assertThat(call("honker_lock_release", "n", "a")).isEqualTo(1L);
        assertThat(call("honker_lock_release", "n", "a")).isEqualTo(0L);
        assertThat(call("honker_lock_acquire", "n", "b", 60)).isEqualTo(1L);
    }

    @Test
    default void takingALockAgainDoesNotExtendIt() throws SQLException {
        withinOneSecond(now -> {
            assertThat(call("honker_lock_acquire", "n", "a", 60)).isEqualTo(1L);
            assertThat(call("honker_lock_acquire", "n", "a", 600)).isEqualTo(1L);
            assertThat(rows("SELECT * FROM _honker_locks")).containsExactly("n|a|" + (now + 60));
            sql("DELETE FROM _honker_locks");
        });
    }

    @Test
    default void lockMayBeStolenInTheSecondOfItsExpiryAndNotBefore() throws SQLException {
        bootstrap();
        withinOneSecond(now -> {
            sql("INSERT INTO _honker_locks VALUES ('n', 'a', unixepoch() + 1)");
            assertThat(call("honker_lock_acquire", "n", "b", 60)).isEqualTo(0L);
            sql("UPDATE _honker_locks SET expires_at = unixepoch()");
            assertThat(call("honker_lock_acquire", "n", "b", 60)).isEqualTo(1L);
            assertThat(rows("SELECT * FROM _honker_locks")).containsExactly("n|b|" + (now + 60));
            assertThat(call("honker_lock_renew", "n", "a", 60)).isEqualTo(0L);
            sql("DELETE FROM _honker_locks");
        });
    }

    @Test
    default void renewingCountsFromNowAndRevivesAnExpiredLockThatNobodyTook() throws SQLException {
        bootstrap();
        withinOneSecond(now -> {
            sql("INSERT INTO _honker_locks VALUES ('n', 'a', 5)");
            assertThat(call("honker_lock_renew", "n", "a", 60)).isEqualTo(1L);
            assertThat(call("honker_lock_renew", "n", "b", 60)).isEqualTo(0L);
            assertThat(call("honker_lock_renew", "x", "a", 60)).isEqualTo(0L);
            assertThat(rows("SELECT * FROM _honker_locks")).containsExactly("n|a|" + (now + 60));
            sql("DELETE FROM _honker_locks");
        });
    }

    @Test
    default void callsOfAWindowAreCountedUpToTheLimit() throws SQLException {
        bootstrap();
        withinOneSecond(now -> {
            for (long expected : new long[] {1, 1, 1, 0, 0}) {
                assertThat(call("honker_rate_limit_try", "n", 3, 3600)).isEqualTo(expected);
            }
            assertThat(call("honker_rate_limit_try", "other", 3, 3600)).isEqualTo(1L);
            assertThat(rows("SELECT * FROM _honker_rate_limits ORDER BY name"))
                    .containsExactly("n|" + now / 3600 * 3600 + "|3", "other|" + now / 3600 * 3600 + "|1");
            assertThat(call("honker_rate_limit_try", "n", 4, 3600)).isEqualTo(1L);
            sql("DELETE FROM _honker_rate_limits");
        });
    }

    @Test
    default void sweepTakesWindowsThatStartedBefore() throws SQLException {
        bootstrap();
        withinOneSecond(now -> {
            sql(
                    "INSERT INTO _honker_rate_limits VALUES ('a', unixepoch() - 61, 1), ('b', unixepoch() - 60, 1), ('c', unixepoch(), 1)");
            assertThat(call("honker_rate_limit_sweep", 60)).isEqualTo(1L);
            assertThat(call("honker_rate_limit_sweep", 0)).isEqualTo(1L);
            assertThat(call("honker_rate_limit_sweep", -1)).isEqualTo(1L);
            assertThat(call("honker_rate_limit_sweep", -1)).isEqualTo(0L);
        });
    }
}
