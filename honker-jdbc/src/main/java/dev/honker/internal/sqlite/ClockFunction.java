package dev.honker.internal.sqlite;

import java.sql.SQLException;
import java.time.Clock;
import org.sqlite.Function;

/**
 * {@code unixepoch()} by a clock of the application's, in place of SQLite's own of no arguments; for the thread that runs the
 * connection. The other forms of {@code unixepoch} and SQLite's other functions of time stay what they are.
 */
final class ClockFunction extends Function {

    private static final int SQLITE_INNOCUOUS = 0x200000;

    private final Clock clock;
    private final FunctionFailure failure;

    private ClockFunction(Clock clock, FunctionFailure failure) {
        this.clock = clock;
        this.failure = failure;
    }

    static void register(HonkerAttachment honker, Clock clock) throws SQLException {
        // why deterministic: as SQLite's own, it is then asked once per statement, so that all rows of it have one
        // time;
        // why innocuous: the tables' defaults call it, which PRAGMA trusted_schema=OFF allows harmless functions only
        Function.create(
                honker.connection(),
                "unixepoch",
                new ClockFunction(clock, honker.failure()),
                0,
                FLAG_DETERMINISTIC | SQLITE_INNOCUOUS);
    }

    @Override
    protected void xFunc() throws SQLException {
        try {
            result(clock.instant().getEpochSecond());
        } catch (RuntimeException | Error e) {
            error(FunctionFailure.text(failure.keep(e)));
        }
    }
}
