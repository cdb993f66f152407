package dev.honker.it.wake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.it.support.OtherThread;
import dev.honker.it.support.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A statement that waits inside a watcher's function does not keep its connection from being closed. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class WatcherWaitTest {

    @TempDir
    private Path folder;

    @Test
    void closeByAnotherThreadEndsTheWait() throws Exception {
        Connection connection = Sql.open(folder.resolve("app.db"));
        long handle = Sql.number(
                connection, "SELECT honker_update_watcher_open('" + folder.resolve("app.db") + "', 'polling')");
        OtherThread<Long> waiting = OtherThread.start(
                        "waiting",
                        () -> Sql.number(connection, "SELECT honker_update_watcher_wait(" + handle + ", 60000)"))
                .onceItIsInside("dev.honker.internal.wake.");
        OtherThread<Void> closing = OtherThread.run("closing", connection::close);
        closing.get(10);
        assertThat(connection.isClosed()).isTrue();
        waiting.thread().join(TimeUnit.SECONDS.toMillis(10));
        assertThat(waiting.thread().isAlive()).as("still waiting").isFalse();
        try (Connection next = Sql.open(folder.resolve("app.db"))) {
            Sql.run(next, "SELECT notify('c', 'p')");
        }
    }
}
