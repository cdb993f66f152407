package dev.honker.it.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.HonkerSqlException;
import dev.honker.it.support.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.resource.DirectoryResourceAccessor;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Triggers and indexes of the application's on honker's tables, which stay with them: what the page on migrations says. */
class OwnObjectsOnHonkersTablesTest {

    private static final String TABLE = "create table audit(queue text);\n";
    private static final String TRIGGER =
            "create trigger audit_jobs after insert on _honker_live begin insert into audit values (new.queue); end;\n";
    private static final String DROP = "drop trigger if exists audit_jobs";

    @TempDir
    private Path folder;

    @Test
    void flywaysCleanLeavesATriggerWithoutItsTableSoThatEnqueueingFailsUntilItIsDropped() throws Exception {
        write("V1__own.sql", TABLE + TRIGGER);
        enqueue();
        flyway().migrate();
        enqueue();
        flyway().clean();
        requireEnqueueingFails();
        assertThatThrownBy(() -> flyway().migrate()).hasMessageContaining("already exists");
        drop();
        requireAuditedAfter(() -> flyway().migrate());
    }

    @Test
    void aCallbackBeforeFlywaysCleanDropsTheTriggerSoThatAllGoesOn() throws Exception {
        write("V1__own.sql", TABLE + TRIGGER);
        write("beforeClean.sql", DROP + ";\n");
        flyway().clean();
        enqueue();
        flyway().migrate();
        enqueue();
        flyway().clean();
        enqueue();
        requireAuditedAfter(() -> flyway().migrate());
    }

    @Test
    void anIndexStaysThroughFlywaysCleanAndIsMadeOnlyIfItIsNotThere() throws Exception {
        write("V1__own.sql", "create index if not exists jobs_by_time on _honker_live(created_at);\n");
        enqueue();
        flyway().migrate();
        flyway().clean();
        enqueue();
        assertThat(flyway().migrate().migrationsExecuted).isEqualTo(1);
        enqueue();
    }

    @Test
    void liquibasesDropAllLeavesATriggerWithoutItsTableSoThatEnqueueingFailsUntilItIsDropped() throws Exception {
        write(
                "changes.sql",
                "--liquibase formatted sql\n--changeset shop:1\n" + TABLE + "--changeset shop:2 endDelimiter:/\n"
                        + TRIGGER);
        enqueue();
        liquibase(changes -> changes.update(new Contexts()));
        enqueue();
        liquibase(Liquibase::dropAll);
        requireEnqueueingFails();
        drop();
        requireAuditedAfter(() -> liquibase(changes -> changes.update(new Contexts())));
    }

    private void requireEnqueueingFails() {
        assertThatThrownBy(this::enqueue).isInstanceOf(HonkerSqlException.class).hasMessageContaining("audit");
    }

    private void requireAuditedAfter(Migration migration) throws Exception {
        migration.run();
        enqueue();
        try (Connection connection = Sql.open(file())) {
            assertThat(Sql.texts(connection, "select queue from audit")).containsExactly("mail");
        }
    }

    private void drop() throws Exception {
        try (Connection connection = Sql.open(file())) {
            Sql.run(connection, DROP);
        }
    }

    private void enqueue() {
        try (dev.honker.Database honker = dev.honker.Honker.open(file())) {
            honker.queue("mail").enqueue("{}");
        }
    }

    private void write(String name, String script) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("migrations")).resolve(name), script);
    }

    private Flyway flyway() {
        return Flyway.configure()
                .dataSource("jdbc:honker:sqlite:" + file(), null, null)
                .locations("filesystem:" + folder.resolve("migrations"))
                .cleanDisabled(false)
                .load();
    }

    // why not closed: that would close the connection, which the database does
    @SuppressWarnings("resource")
    private void liquibase(Changes changes) throws Exception {
        DirectoryResourceAccessor files = new DirectoryResourceAccessor(folder.resolve("migrations"));
        try (Database database =
                DatabaseFactory.getInstance().openDatabase("jdbc:honker:sqlite:" + file(), null, null, null, files)) {
            changes.run(new Liquibase("changes.sql", files, database));
        }
    }

    private Path file() {
        return folder.resolve("app.db");
    }

    /** What one does with Liquibase. */
    @FunctionalInterface
    private interface Changes {
        void run(Liquibase liquibase) throws Exception;
    }

    /** Runs the application's migrations. */
    @FunctionalInterface
    private interface Migration {
        void run() throws Exception;
    }
}
