package dev.honker.it.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.it.support.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.internal.license.VersionPrinter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flyway by URL and by data source, on files that are empty but for what a running application waits for. */
class FlywayTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void writeMigrations() throws IOException {
        Path migrations = Files.createDirectories(folder.resolve("migrations"));
        Files.writeString(
                migrations.resolve("V1__orders.sql"),
                "create table orders(id integer primary key autoincrement, item text not null);\n"
                        + "insert into orders(item) values ('a');\n");
        Files.writeString(migrations.resolve("V2__backlog.sql"), """
                select honker_enqueue('backlog', '{"order":' || id || '}', null, null, 0, 3, null) from orders;
                select notify('migrated', '2');
                """);
    }

    @Test
    void theUrlIsEnoughAndScriptsCallHonker() throws Exception {
        assertThat(byUrl().migrate().migrationsExecuted).isEqualTo(2);
        assertThat(byUrl().migrate().migrationsExecuted).isZero();
        byUrl().validate();
        requireMigrated(1);
    }

    @Test
    void aMigrationThatFailsTakesItsJobsWithIt() throws Exception {
        Files.writeString(folder.resolve("migrations/V3__broken.sql"), """
                select honker_enqueue('backlog', '{}', null, null, 0, 3, null);
                insert into no_such_table values (1);
                """);
        assertThatThrownBy(() -> byUrl().migrate()).hasMessageContaining("no_such_table");
        requireMigrated(1);
    }

    @Test
    void anEmptyFilePassesBesideARunningApplicationAndOnItsPool() throws Exception {
        try (RunningApplication application = new RunningApplication(file())) {
            assertThat(configure().dataSource(application.pool()).load().migrate().migrationsExecuted)
                    .isEqualTo(2);
            requireMigrated(1);
            application.requireWorking("\"after\"");
        }
    }

    @Test
    void theApplicationGoesOnThroughCleanAndMigrate() throws Exception {
        try (RunningApplication application = new RunningApplication(file())) {
            byUrl().migrate();
            application.requireWorking("\"before\"");
            for (int i = 0; i < 5; i++) {
                byUrl().clean();
                assertThat(byUrl().migrate().migrationsExecuted).isEqualTo(2);
                application.requireWorking("\"round " + i + "\"");
                application.requireWorking("\"again " + i + "\"");
                requireMigrated(i + 2);
            }
        }
    }

    @Test
    void cleanLeavesJobsAndTheNumbersOfEventsAlone() throws Exception {
        byUrl().migrate();
        try (Connection connection = Sql.open(file())) {
            Sql.number(connection, "select honker_stream_publish('orders', null, '{}')");
            Sql.run(connection, "delete from _honker_stream");
            byUrl().clean();
            assertThat(Sql.texts(connection, "select name from sqlite_master where tbl_name not glob '_honker_*'"))
                    .containsOnly("sqlite_sequence");
            assertThat(Sql.number(connection, "select count(*) from _honker_live"))
                    .isOne();
            assertThat(Sql.number(connection, "select honker_stream_publish('orders', null, '{}')"))
                    .isEqualTo(2);
        }
        assertThat(byUrl().info().current()).isNull();
        assertThat(byUrl().migrate().migrationsExecuted).isEqualTo(2);
    }

    /** why: the same tests run on three of Flyway's lines, and would be worth nothing on one line twice. */
    @Test
    void thisIsTheLineOfFlywayThatWasAskedFor() {
        assertThat(VersionPrinter.getVersion()).isEqualTo(System.getProperty("flyway.version"));
    }

    @Test
    void theConnectionOfAMigrationIsFoundAgainAsAKey() {
        AtomicBoolean found = new AtomicBoolean();
        configure()
                .dataSource("jdbc:honker:sqlite:" + file(), null, null)
                .javaMigrations(new V3__Look(found))
                .load()
                .migrate();
        assertThat(found).isTrue();
    }

    /** Looks at the connection that it gets. */
    private static final class V3__Look extends BaseJavaMigration {

        private final AtomicBoolean found;

        V3__Look(AtomicBoolean found) {
            this.found = found;
        }

        @Override
        public void migrate(Context context) {
            Connection connection = context.getConnection();
            found.set(Set.of(connection).contains(connection)
                    && !connection.equals(null)
                    && !connection.equals("another"));
        }
    }

    @Test
    void foreignKeysKeepTablesThroughCleanAsOnPlainSqliteJdbc() throws Exception {
        Files.writeString(
                folder.resolve("migrations/V3__lines.sql"),
                "create table lines(order_id integer not null references orders(id));\n"
                        + "insert into lines select id from orders;\n");
        Path plain = folder.resolve("plain.db");
        Files.deleteIfExists(folder.resolve("migrations/V2__backlog.sql"));
        for (String url : List.of("jdbc:honker:sqlite:" + file(), "jdbc:sqlite:" + plain)) {
            configure().dataSource(url, null, null).load().migrate();
            configure().dataSource(url + "?foreign_keys=on", null, null).load().clean();
        }
        for (Path left : List.of(file(), plain)) {
            try (Connection connection = Sql.openPlain(left)) {
                assertThat(Sql.texts(connection, "select item from orders")).containsExactly("a");
            }
        }
        byUrl().clean();
        try (Connection connection = Sql.openPlain(file())) {
            assertThat(Sql.texts(connection, "select name from sqlite_master where name in ('orders', 'lines')"))
                    .isEmpty();
        }
    }

    @Test
    void aFileThatHoldsTablesOfOthersIsRefusedAsEver() throws Exception {
        try (Connection connection = Sql.open(file())) {
            Sql.run(connection, "create table customers(id integer primary key)");
        }
        assertThatThrownBy(() -> byUrl().migrate()).hasMessageContaining("non-empty schema");
    }

    /** The script of the jobs has been run that often. */
    private void requireMigrated(int times) throws Exception {
        try (Connection connection = Sql.open(file())) {
            assertThat(Sql.texts(connection, "select item from orders")).containsExactly("a");
            assertThat(Sql.texts(connection, "select payload from _honker_live where queue = 'backlog'"))
                    .containsExactlyElementsOf(Collections.nCopies(times, "{\"order\":1}"));
            assertThat(Sql.number(connection, "select count(*) from _honker_notifications where channel = 'migrated'"))
                    .isEqualTo(times);
        }
    }

    private Path file() {
        return folder.resolve("app.db");
    }

    private Flyway byUrl() {
        return configure()
                .dataSource("jdbc:honker:sqlite:" + file(), null, null)
                .load();
    }

    private FluentConfiguration configure() {
        return Flyway.configure()
                .locations("filesystem:" + folder.resolve("migrations"))
                .cleanDisabled(false);
    }
}
