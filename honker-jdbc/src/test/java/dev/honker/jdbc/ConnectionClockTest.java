package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.honker.Database;
import dev.honker.HandClock;
import dev.honker.Honker;
import dev.honker.Job;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

/** The clock of a data source, on its connections. */
class ConnectionClockTest {

    private static final String NOW = "SELECT unixepoch()";
    private static final String START = String.valueOf(HandClock.START);

    /** How many functions of that name and no arguments there are beside SQLite's own, which takes any number. */
    private static final String OVERRIDES =
            "SELECT count(*) FROM pragma_function_list WHERE name = 'unixepoch' AND narg = 0";

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock();
    private HonkerDataSource source;

    @BeforeEach
    void source() {
        source = new HonkerDataSource("jdbc:honker:sqlite:" + folder.resolve("app.db"));
    }

    private SQLiteDataSource plain() {
        SQLiteDataSource plain = new SQLiteDataSource();
        plain.setUrl("jdbc:sqlite:" + folder.resolve("app.db"));
        return plain;
    }

    @Test
    void withoutAClockNoFunctionOfSqliteIsOverridden() throws SQLException {
        try (Connection connection = source.getConnection()) {
            assertThat(Sql.text(connection, OVERRIDES)).isEqualTo("0");
            assertThat(connection.unwrap(HonkerConnection.class).clock()).isEqualTo(Clock.systemUTC());
        }
        assertThat(source.getClock()).isEqualTo(Clock.systemUTC());
    }

    @Test
    void theSystemsClockIsAsGoodAsNone() throws SQLException {
        for (Clock system :
                new Clock[] {Clock.systemUTC(), Clock.systemDefaultZone(), Clock.system(ZoneId.of("Asia/Tokyo"))}) {
            source.setClock(system);
            try (Connection connection = source.getConnection()) {
                assertThat(Sql.text(connection, OVERRIDES)).isEqualTo("0");
            }
        }
    }

    @Test
    void aClockIsReadByUnixepoch() throws SQLException {
        source.setClock(clock);
        try (Connection connection = source.getConnection()) {
            assertThat(Sql.text(connection, OVERRIDES)).isEqualTo("1");
            assertThat(Sql.text(connection, NOW)).isEqualTo(START);
            assertThat(connection.unwrap(HonkerConnection.class).clock()).isSameAs(clock);
        }
        assertThat(source.getClock()).isSameAs(clock);
    }

    @Test
    void secondsBefore1970RoundDownToo() throws SQLException {
        source.setClock(Clock.fixed(Instant.ofEpochMilli(-1), ZoneId.of("Asia/Tokyo")));
        try (Connection connection = source.getConnection()) {
            assertThat(Sql.text(connection, NOW)).isEqualTo("-1");
        }
    }

    @Test
    void aNullClockIsRefused() {
        assertThatThrownBy(() -> source.setClock(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("setClock(clock): clock must not be null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ON", "OFF"})
    void defaultsOfColumnsReadTheClockWhateverTheSchemaIsTrustedWith(String trusted) throws SQLException {
        source.setClock(clock);
        try (Connection connection = source.getConnection()) {
            Sql.run(connection, "PRAGMA trusted_schema = " + trusted);
            Sql.run(connection, "CREATE TABLE seen(n, at INTEGER DEFAULT (unixepoch()))");
            Sql.run(connection, "INSERT INTO seen(n) VALUES (1), (2)");
            assertThat(Sql.text(connection, "SELECT group_concat(at) FROM seen"))
                    .isEqualTo(START + "," + START);
        }
    }

    @Test
    void aStatementThatIsPreparedOnceReadsTheClockEachTime() throws SQLException {
        source.setClock(clock);
        try (Connection connection = source.getConnection();
                var statement = connection.prepareStatement(NOW)) {
            for (int i = 0; i < 3; i++) {
                try (var rows = statement.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getLong(1)).isEqualTo(HandClock.START + i);
                }
                clock.advance(Duration.ofSeconds(1));
            }
        }
    }

    @Test
    void aPoolBeforeTheDataSourceKeepsItsClock() throws SQLException {
        source.setClock(clock);
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        try (HikariDataSource pool = new HikariDataSource(config);
                Database db = Honker.of(pool)) {
            assertGoesByTheClock(db);
        }
    }

    @Test
    void aWrappedPoolGetsTheClockOnItsConnections() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(plain());
        config.setMaximumPoolSize(2);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            HonkerDataSource wrapped = HonkerDataSource.wrap(pool);
            wrapped.setClock(clock);
            for (int i = 0; i < 3; i++) {
                try (Connection connection = wrapped.getConnection()) {
                    assertThat(Sql.text(connection, NOW)).isEqualTo(START);
                    assertThat(Sql.text(connection, OVERRIDES)).isEqualTo("1");
                }
            }
            try (Database db = Honker.of(wrapped)) {
                assertGoesByTheClock(db);
            }
        }
    }

    @Test
    void aWrappedDataSourceWithoutAClockOverridesNothing() throws SQLException {
        try (Connection connection = HonkerDataSource.wrap(plain()).getConnection()) {
            assertThat(Sql.text(connection, OVERRIDES)).isEqualTo("0");
        }
    }

    @Test
    void aConnectionThatAnotherClockGovernsIsRefused() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(plain());
        config.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            HonkerDataSource.wrap(pool).getConnection().close();
            HonkerDataSource late = HonkerDataSource.wrap(pool);
            late.setClock(clock);
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(late::getConnection)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("HandClock can't govern this connection, because SQLite's own governs it")
                        .hasMessageContaining("before its connections are used");
            }
        }
        assertRefused(source);
        source.setClock(new HandClock());
        assertRefused(source);
        source.setClock(clock);
        HonkerDataSource same = HonkerDataSource.wrap(source);
        same.setClock(clock);
        try (Connection connection = same.getConnection()) {
            assertThat(Sql.text(connection, NOW)).isEqualTo(START);
        }
    }

    private void assertRefused(DataSource own) {
        HonkerDataSource wrapped = HonkerDataSource.wrap(own);
        wrapped.setClock(clock);
        assertThatThrownBy(wrapped::getConnection)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("set the clock of a honker data source where that is made");
    }

    private void assertGoesByTheClock(Database db) {
        var queue = db.queue("mail");
        queue.enqueue("{}");
        Job job = queue.claimOne("a").orElseThrow();
        assertThat(job.createdAt()).isEqualTo(clock.instant());
        assertThat(job.heartbeat()).isTrue();
        assertThat(job.claimExpiresAt()).isEqualTo(clock.instant().plusSeconds(300));
    }
}
