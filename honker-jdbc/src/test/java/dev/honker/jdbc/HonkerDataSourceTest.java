package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.honker.UpdateEvents;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The data source, alone and in a pool. */
class HonkerDataSourceTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"dataSourceClassName", "jdbcUrl", "driverClassName", "dataSource"})
    void hikariTakesTheDataSourceInEachOfItsWays(String way) throws SQLException {
        String url = "jdbc:honker:sqlite:" + folder.resolve("app.db") + "?cache_size=77";
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(2);
        switch (way) {
            case "dataSourceClassName" -> {
                config.setDataSourceClassName(HonkerDataSource.class.getName());
                config.addDataSourceProperty("url", url);
                config.addDataSourceProperty("properties", Sql.properties("busy_timeout", "1234"));
            }
            case "dataSource" -> {
                HonkerDataSource source = new HonkerDataSource(url);
                source.setProperties(Sql.properties("busy_timeout", "1234"));
                config.setDataSource(source);
            }
            default -> {
                config.setJdbcUrl(url);
                config.addDataSourceProperty("busy_timeout", "1234");
                if (way.equals("driverClassName")) {
                    config.setDriverClassName(HonkerDriver.class.getName());
                }
            }
        }
        try (HikariDataSource pool = new HikariDataSource(config);
                Connection connection = pool.getConnection()) {
            assertThat(connection.isWrapperFor(HonkerConnection.class)).isTrue();
            assertThat(Sql.text(connection, "PRAGMA cache_size")).isEqualTo("77");
            assertThat(Sql.text(connection, "PRAGMA busy_timeout")).isEqualTo("1234");
            assertThat(Sql.text(connection, "SELECT notify('a', 'b')")).isEqualTo("1");
        }
    }

    @Test
    void aDataSourceWithoutAUrlSaysThatItWantsOne() {
        assertThatThrownBy(() -> new HonkerDataSource().getConnection())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("setUrl");
    }

    @Test
    void aForeignUrlIsRefusedWithTheRightPrefix() {
        for (String url : new String[] {"jdbc:sqlite:a.db", "a.db", ""}) {
            assertThatThrownBy(() -> new HonkerDataSource(url).getConnection())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("set it to jdbc:honker:sqlite:FILE")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("08001");
        }
    }

    @Test
    void theUrlAndThePropertiesAreABean() throws SQLException {
        HonkerDataSource source = new HonkerDataSource();
        Properties properties = Sql.properties("busy_timeout", "11");
        source.setUrl("jdbc:honker:sqlite:" + folder.resolve("a.db"));
        source.setProperties(properties);
        properties.setProperty("busy_timeout", "12");
        source.getProperties().setProperty("busy_timeout", "13");

        assertThat(source.getUrl()).endsWith("a.db");
        assertThat(source.getProperties()).isEqualTo(Sql.properties("busy_timeout", "11"));
        try (Connection connection = source.getConnection("sa", "secret")) {
            assertThat(Sql.text(connection, "PRAGMA busy_timeout")).isEqualTo("11");
        }
    }

    @Test
    void eachCallOpensAConnectionOfItsOwn() throws SQLException {
        HonkerDataSource source = new HonkerDataSource("jdbc:honker:sqlite:" + folder.resolve("a.db"));
        Connection one = source.getConnection();
        try (Connection two = source.getConnection()) {
            assertThat(one).isNotSameAs(two);
            one.close();
            assertThat(two.isClosed()).isFalse();
        }
    }

    @Test
    void aSubscriptionNeedsNoConnectionOfItsOwn() throws SQLException {
        HonkerDataSource source = new HonkerDataSource("jdbc:honker:sqlite:" + folder.resolve("a.db"));
        try (UpdateEvents events = source.updateEvents();
                Connection connection = source.getConnection()) {
            while (events.awaitUpdate(Duration.ZERO)) {
                // what the subscription itself owes
            }
            Sql.text(connection, "SELECT notify('a', 'b')");
            assertThat(events.awaitUpdate(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void theDataSourceUnwrapsToItselfAndToNothingElse() throws SQLException {
        HonkerDataSource source = new HonkerDataSource("jdbc:honker:sqlite:a.db");
        assertThat(source.isWrapperFor(DataSource.class)).isTrue();
        assertThat(source.unwrap(HonkerDataSource.class)).isSameAs(source);
        assertThat(source.isWrapperFor(HikariDataSource.class)).isFalse();
        assertThatThrownBy(() -> source.unwrap(HikariDataSource.class))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(HikariDataSource.class.getName());
    }

    @Test
    void theRestOfADataSourceIsThere() throws SQLException {
        HonkerDataSource source = new HonkerDataSource();
        assertThat(source.getLogWriter()).isNull();
        PrintWriter writer = new PrintWriter(System.out);
        source.setLogWriter(writer);
        source.setLoginTimeout(7);
        assertThat(source.getLogWriter()).isSameAs(writer);
        assertThat(source.getLoginTimeout()).isEqualTo(7);
        assertThatThrownBy(source::getParentLogger).isInstanceOf(SQLFeatureNotSupportedException.class);
        assertThatThrownBy(() -> source.setUrl(null)).hasMessageContaining("url must not be null");
        assertThatThrownBy(() -> HonkerDataSource.wrap(null)).hasMessageContaining("plain must not be null");
    }
}
