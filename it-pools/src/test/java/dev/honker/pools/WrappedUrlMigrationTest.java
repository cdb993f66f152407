package dev.honker.pools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import dev.honker.Honker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.resource.DirectoryResourceAccessor;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flyway and Liquibase with the URL of a wrapping driver in front of honker's. */
class WrappedUrlMigrationTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeScripts() throws IOException {
        file = folder.resolve("app.db");
        Files.writeString(Files.createDirectory(folder.resolve("migrations")).resolve("V1__orders.sql"), """
                create table orders(id integer primary key, item text);
                select honker_enqueue('backlog', '{}', null, null, 0, 3, null);
                """);
        Files.writeString(folder.resolve("changes.sql"), """
                --liquibase formatted sql
                --changeset shop:1
                create table orders(id integer primary key, item text);
                select honker_enqueue('backlog', '{}', null, null, 0, 3, null);
                """);
        try (Database db = Honker.open(file)) {
            db.queue("backlog").enqueue("{}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:p6spy:honker:sqlite:", "jdbc:otel:honker:sqlite:", "jdbc:log4jdbc:honker:sqlite:"})
    void flywayTakesItAsTheUrlItself(String prefix) {
        Flyway flyway = Flyway.configure()
                .dataSource(prefix + file, null, null)
                .locations("filesystem:" + folder.resolve("migrations"))
                .cleanDisabled(false)
                .load();
        // why without a baseline: to this Flyway a file with nothing but honker's tables is empty
        assertThat(flyway.migrate().migrationsExecuted).isOne();
        assertThat(flyway.migrate().migrationsExecuted).isZero();
        assertThat(jobs()).isEqualTo(2);
        flyway.clean();
        assertThat(jobs()).as("honker's tables stay").isEqualTo(2);
        assertThat(flyway.migrate().migrationsExecuted).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:p6spy:honker:sqlite:", "jdbc:otel:honker:sqlite:", "jdbc:log4jdbc:honker:sqlite:"})
    void liquibaseTakesItAsTheUrlItself(String prefix) throws Exception {
        DirectoryResourceAccessor files = new DirectoryResourceAccessor(folder);
        liquibase.database.Database database =
                DatabaseFactory.getInstance().openDatabase(prefix + file, null, null, null, files);
        try (Liquibase liquibase = new Liquibase("changes.sql", files, database)) {
            liquibase.update(new Contexts());
            assertThat(jobs()).isEqualTo(2);
            liquibase.dropAll();
            assertThat(jobs()).as("honker's tables stay").isEqualTo(2);
            liquibase.update(new Contexts());
            assertThat(jobs()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:p6spy:honker:sqlite:", "jdbc:otel:honker:sqlite:", "jdbc:log4jdbc:honker:sqlite:"})
    void theWrappingDriverReachesHonkers(String prefix) throws Exception {
        for (String driver : new String[] {
            "com.p6spy.engine.spy.P6SpyDriver",
            "io.opentelemetry.instrumentation.jdbc.OpenTelemetryDriver",
            "net.sf.log4jdbc.sql.jdbcapi.DriverSpy"
        }) {
            Class.forName(driver);
        }
        try (Connection connection = DriverManager.getConnection(prefix + file)) {
            assertThat(connection.isWrapperFor(dev.honker.jdbc.HonkerConnection.class))
                    .isTrue();
        }
    }

    private int jobs() {
        try (Database db = Honker.open(file)) {
            return (int) db.queue("backlog").size();
        }
    }
}
