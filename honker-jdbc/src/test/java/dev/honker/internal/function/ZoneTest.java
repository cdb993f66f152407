package dev.honker.internal.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.UpdateEvents;
import dev.honker.internal.engine.OnDemandSchema;
import dev.honker.internal.engine.PlainSession;
import dev.honker.internal.engine.Session;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schedules are resolved in the zone of the connection. */
class ZoneTest {

    private static final long THREE_IN_NEW_YORK = 1_772_953_200;

    @TempDir
    private Path directory;

    @Test
    void everyScheduleFunctionUsesTheZoneOfTheConnection() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("app.db"))) {
            FunctionContext newYork = new NewYork(new OnDemandSchema(new PlainSession(connection)));
            assertThat(CronFunction.NEXT_AFTER.call(newYork, new Object[] {"30 2 * * *", 1_772_946_000L}))
                    .isEqualTo(THREE_IN_NEW_YORK);
            ScheduleFunction.REGISTER.call(newYork, new Object[] {"n", "q", "@every 1h", "p", 0L, null});
            newYork.session()
                    .update(
                            "UPDATE main._honker_scheduler_tasks SET cron_expr = '30 2 * * *', next_fire_at = 1772946000");
            assertThat(ScheduleFunction.TICK.call(newYork, new Object[] {1_772_946_000L}))
                    .asString()
                    .contains("\"fire_at\":1772946000,");
            assertThat(ScheduleFunction.SOONEST.call(newYork, new Object[0])).isEqualTo(THREE_IN_NEW_YORK);
        }
    }

    private record NewYork(Session session) implements FunctionContext {

        @Override
        public ZoneId zone() {
            return ZoneId.of("America/New_York");
        }

        @Override
        public UpdateEvents watch(String path, @Nullable String backend, @Nullable Long pollMillis) {
            throw new UnsupportedOperationException("no watcher here");
        }
    }
}
