package dev.honker.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** The database's clock, whose seconds decide what is due, held, lapsed or expired. */
public final class Clock {

    private static final int TRIES = 20;

    private Clock() {}

    /** The current second. */
    public static long now(Database database) {
        return database.query("SELECT unixepoch() AS now").get(0).getLong("now");
    }

    /** Waits until this second is over. Nothing is committed then, so there is no event to wait for but the clock itself. */
    public static void awaitAfter(Database database, long second) {
        for (int i = 0; i < 3_000 && now(database) <= second; i++) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        assertThat(now(database)).as("the clock").isGreaterThan(second);
    }

    /** Does something within one second, which it is given; again from the beginning if the clock ticked meanwhile. */
    public static void inOneSecond(Database database, LongConsumer work) {
        for (int i = 0; i < TRIES; i++) {
            long second = now(database);
            try {
                work.accept(second);
                if (now(database) == second) {
                    return;
                }
            } catch (AssertionError | RuntimeException e) {
                if (now(database) == second) {
                    throw e;
                }
            }
        }
        throw new AssertionError("no second was long enough");
    }
}
