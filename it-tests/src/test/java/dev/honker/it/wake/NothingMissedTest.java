package dev.honker.it.wake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.UpdateEvents;
import dev.honker.it.support.OtherJvm;
import dev.honker.it.support.Signals;
import dev.honker.it.support.Sql;
import dev.honker.it.support.SqlProcess;
import dev.honker.jdbc.HonkerConnection;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever subscribes first and reads second sees every commit of every process, after its last wake at the latest. */
class NothingMissedTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"WAL, 100, 20", "DELETE, 12, 12"})
    void listenersMissNothingThatTwoOtherProcessesCommit(String mode, int burst, int bursts) throws Exception {
        Path file = folder.resolve("app.db");
        String url = Sql.url(file, "journal_mode=" + mode, "busy_timeout=30000");
        List<OtherJvm> processes = new ArrayList<>();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Connection connection = Sql.open(file, "journal_mode=" + mode, "busy_timeout=30000")) {
            Sql.run(connection, "SELECT honker_bootstrap()");
            OtherJvm listener = OtherJvm.start(folder, NotifyListener.class, url, Integer.toString(2 * burst));
            processes.add(listener);
            for (int i = 0; i < 2; i++) {
                processes.add(OtherJvm.start(folder, NotifyWriter.class, url, Integer.toString(burst)));
            }
            for (OtherJvm process : processes) {
                process.expect("ready");
            }
            try (UpdateEvents events = connection.unwrap(HonkerConnection.class).updateEvents()) {
                NotifyListener own = new NotifyListener(connection, events);
                for (int i = 0; i < bursts * Integer.getInteger("repeat", 1); i++) {
                    Future<String> here = thread.submit(() -> own.listen(2L * burst));
                    for (OtherJvm writer : processes.subList(1, 3)) {
                        writer.send("go");
                    }
                    assertThat(here.get(60, TimeUnit.SECONDS)).isEqualTo("all");
                    listener.expect("all");
                    for (OtherJvm writer : processes.subList(1, 3)) {
                        writer.expect("done");
                    }
                }
            }
        } finally {
            thread.shutdownNow();
            for (OtherJvm process : processes) {
                process.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"WAL", "DELETE"})
    void nobodyIsWokenForARowThatIsNotCommitted(String mode) throws Exception {
        Path file = folder.resolve("app.db");
        String journal = "journal_mode=" + mode;
        try (Connection writer = Sql.open(file, journal);
                OtherJvm reader = SqlProcess.start(folder, Sql.url(file, journal));
                UpdateEvents events = writer.unwrap(HonkerConnection.class).updateEvents()) {
            Sql.run(writer, "SELECT honker_bootstrap()");
            assertThat(reader.ask(".subscribe")).isEqualTo("ok");
            Signals.awaitQuiet(events);
            writer.setAutoCommit(false);
            Sql.run(writer, "SELECT notify('c', 'p')");
            assertThat(events.awaitUpdate(Duration.ofMillis(200))).isFalse();
            assertThat(reader.ask(".await 100")).isEqualTo("false");
            assertThat(reader.ask("SELECT count(*) FROM _honker_notifications")).isEqualTo("0");
            writer.rollback();
            assertThat(reader.ask(".await 100")).isEqualTo("false");
            Sql.run(writer, "SELECT notify('c', 'p')");
            writer.commit();
            assertThat(reader.ask(".await 10000")).isEqualTo("true");
            assertThat(reader.ask("SELECT count(*) FROM _honker_notifications")).isEqualTo("1");
            assertThat(events.awaitUpdate(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void subscriberOutlivesTruncatingCheckpointsOfAnotherProcessAndMissesNothing() throws Exception {
        Path file = folder.resolve("app.db");
        ExecutorService thread = Executors.newSingleThreadExecutor();
        int rounds = 60 * Integer.getInteger("repeat", 1);
        try (Connection connection = Sql.open(file);
                OtherJvm other = SqlProcess.start(folder, Sql.url(file))) {
            Sql.run(connection, "SELECT honker_bootstrap()");
            try (UpdateEvents events = connection.unwrap(HonkerConnection.class).updateEvents();
                    UpdateEvents single =
                            connection.unwrap(HonkerConnection.class).updateEvents()) {
                NotifyListener reader = new NotifyListener(connection, events);
                Future<String> listener = thread.submit(() -> reader.listen(rounds));
                int truncated = 0;
                for (int i = 0; i < rounds; i++) {
                    assertThat(other.ask("SELECT notify('c', 'p')")).isEqualTo(Integer.toString(i + 1));
                    if (other.ask("PRAGMA wal_checkpoint(TRUNCATE)").equals("0")) {
                        truncated++;
                    }
                    assertThat(single.awaitUpdate(Duration.ofSeconds(10)))
                            .as("commit %s", i)
                            .isTrue();
                }
                assertThat(truncated).isPositive();
                assertThat(listener.get(30, TimeUnit.SECONDS)).isEqualTo("all");
            }
        } finally {
            thread.shutdownNow();
        }
    }
}
