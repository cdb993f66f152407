package dev.honker.it.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.it.support.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Set;
import java.util.stream.Collectors;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.snapshot.DatabaseSnapshot;
import liquibase.snapshot.SnapshotControl;
import liquibase.snapshot.SnapshotGeneratorFactory;
import liquibase.structure.core.Index;
import liquibase.structure.core.Table;
import liquibase.util.LiquibaseUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Liquibase by URL and by connection, beside a running application. */
class LiquibaseTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void writeChanges() throws IOException {
        Files.writeString(folder.resolve("changes.sql"), """
                --liquibase formatted sql
                --changeset shop:1
                create table orders(id integer primary key autoincrement, item text not null);
                create index orders_item on orders(item);
                insert into orders(item) values ('a');
                --changeset shop:2
                select honker_enqueue('backlog', '{"order":' || id || '}', null, null, 0, 3, null) from orders;
                select notify('migrated', '2');
                """);
    }

    @Test
    void theUrlIsEnoughAndChangesCallHonker() throws Exception {
        update();
        update();
        requireMigrated(1);
    }

    @Test
    void aConnectionOfThePoolWillDoBesideARunningApplication() throws Exception {
        try (RunningApplication application = new RunningApplication(file())) {
            application.requireWorking("\"before\"");
            try (Connection connection = application.pool().getConnection()) {
                Database database =
                        DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
                on(database).update(new Contexts());
                database.close();
            }
            requireMigrated(1);
            application.requireWorking("\"after\"");
        }
    }

    /** why: the same tests run on two of Liquibase's lines, and would be worth nothing on one line twice. */
    @Test
    void thisIsTheLineOfLiquibaseThatWasAskedFor() {
        assertThat(LiquibaseUtil.getBuildVersion()).isEqualTo(System.getProperty("liquibase.version"));
    }

    @Test
    void theApplicationGoesOnThroughDropAllAndUpdate() throws Exception {
        try (RunningApplication application = new RunningApplication(file())) {
            update();
            for (int i = 0; i < 5; i++) {
                application.requireWorking("\"round " + i + "\"");
                try (Database database = byUrl()) {
                    on(database).dropAll();
                }
                try (Connection connection = Sql.open(file())) {
                    assertThat(Sql.texts(connection, "select name from sqlite_master where name = 'orders'"))
                            .isEmpty();
                }
                update();
                application.requireWorking("\"again " + i + "\"");
                requireMigrated(i + 2);
            }
        }
    }

    @Test
    void aSnapshotHoldsTheApplicationsTablesOnly() throws Exception {
        update();
        try (Database database = byUrl()) {
            DatabaseSnapshot snapshot = SnapshotGeneratorFactory.getInstance()
                    .createSnapshot(database.getDefaultSchema(), database, new SnapshotControl(database));
            Set<String> tables =
                    snapshot.get(Table.class).stream().map(Table::getName).collect(Collectors.toSet());
            assertThat(tables).contains("orders").noneMatch(name -> name.startsWith("_honker_"));
            assertThat(snapshot.get(Index.class))
                    .extracting(Index::getName)
                    .contains("orders_item")
                    .noneMatch(name -> name.startsWith("_honker_"));
        }
    }

    private void update() throws Exception {
        try (Database database = byUrl()) {
            on(database).update(new Contexts());
        }
    }

    private Database byUrl() throws Exception {
        return DatabaseFactory.getInstance()
                .openDatabase("jdbc:honker:sqlite:" + file(), null, null, null, new DirectoryResourceAccessor(folder));
    }

    // why not closed: that would close the connection, which is the caller's
    @SuppressWarnings("resource")
    private Liquibase on(Database database) throws IOException {
        return new Liquibase("changes.sql", new DirectoryResourceAccessor(folder), database);
    }

    private void requireMigrated(int times) throws Exception {
        try (Connection connection = Sql.open(file())) {
            assertThat(Sql.texts(connection, "select item from orders")).containsExactly("a");
            assertThat(Sql.number(connection, "select count(*) from _honker_live where queue = 'backlog'"))
                    .isEqualTo(times);
        }
    }

    private Path file() {
        return folder.resolve("app.db");
    }
}
