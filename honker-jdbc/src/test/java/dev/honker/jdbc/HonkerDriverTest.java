package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.JDBC;

/** The driver as {@code DriverManager}, service loaders and tools meet it. */
class HonkerDriverTest {

    private static final String ANY = "jdbc:honker:sqlite:any.db";

    @TempDir
    Path folder;

    private final HonkerDriver driver = new HonkerDriver();

    @Test
    void theDriverManagerFindsTheDriver() throws SQLException {
        assertThat(DriverManager.getDriver(ANY)).isInstanceOf(HonkerDriver.class);
        try (Connection connection = DriverManager.getConnection("jdbc:honker:sqlite:" + folder.resolve("a.db"))) {
            assertThat(connection).isInstanceOf(HonkerConnection.class);
        }
    }

    @Test
    void aServiceLoaderFindsTheDriver() {
        assertThat(ServiceLoader.load(Driver.class)).hasAtLeastOneElementOfType(HonkerDriver.class);
    }

    @Test
    void onlyOneHonkerDriverIsRegistered() {
        assertThat(DriverManager.drivers().filter(HonkerDriver.class::isInstance))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:sqlite:a.db",
                "jdbc:honker:sqlite",
                "jdbc:honker:a.db",
                "jdbc:honker:sqlitex:a.db",
                "jdbc:honker:postgresql:a",
                " jdbc:honker:sqlite:a.db",
                "honker:sqlite:a.db",
                ""
            })
    void aForeignUrlIsAnsweredByNull(String url) throws SQLException {
        assertThat(driver.acceptsURL(url)).isFalse();
        assertThat(driver.connect(url, Sql.properties("honker.nonsense", "1"))).isNull();
    }

    @Test
    void noUrlIsAcceptedOrConnected() throws SQLException {
        assertThat(driver.acceptsURL(null)).isFalse();
        assertThat(driver.connect(null, null)).isNull();
    }

    @Test
    void theUrlPrefixIsReadWithoutRegardToCaseAsBySqliteJdbc() throws SQLException {
        assertThat(new JDBC().acceptsURL("JDBC:SQLite:a.db")).isTrue();
        assertThat(driver.acceptsURL("JDBC:Honker:SQLite:a.db")).isTrue();
        try (Connection connection = driver.connect("JDBC:Honker:SQLite:" + folder.resolve("A.db"), null)) {
            assertThat(Sql.text(connection, "SELECT 1")).isEqualTo("1");
        }
        assertThat(folder.resolve("A.db")).exists();
    }

    @Test
    void connectingLeavesThePropertiesAlone() throws SQLException {
        Properties defaults = Sql.properties("cache_size", "77");
        Properties info = new Properties(defaults);
        info.setProperty("Busy_Timeout", "123");
        info.setProperty("foreign_keys", "true");
        info.setProperty("jdbc.explicit_readonly", "true");
        info.setProperty("user", "sa");
        Properties before = (Properties) info.clone();

        driver.connect(
                        "jdbc:honker:sqlite:" + folder.resolve("b.db") + "?synchronous=FULL&honker.watcher=polling",
                        info)
                .close();

        assertThat(info).isEqualTo(before);
    }

    @Test
    void theDefaultsOfTheGivenPropertiesCountToo() throws SQLException {
        Properties info = new Properties(Sql.properties("cache_size", "77"));
        try (Connection connection = driver.connect("jdbc:honker:sqlite:" + folder.resolve("c.db"), info)) {
            assertThat(Sql.text(connection, "PRAGMA cache_size")).isEqualTo("77");
        }
    }

    @Test
    void propertyInfoListsHonkersPropertiesFirstAndThenSqliteJdbcsWithoutDuplicates() throws SQLException {
        DriverPropertyInfo[] info = driver.getPropertyInfo(ANY, new Properties());

        List<String> names = Arrays.stream(info).map(property -> property.name).toList();
        List<String> own =
                Arrays.stream(HonkerProperty.values()).map(HonkerProperty::key).toList();
        List<String> plain = Arrays.stream(new JDBC().getPropertyInfo("jdbc:sqlite:", new Properties()))
                .map(property -> property.name)
                .toList();
        assertThat(names.subList(0, own.size())).isEqualTo(own);
        assertThat(names).doesNotHaveDuplicates().containsAll(plain);
        assertThat(names.subList(own.size(), names.size()))
                .containsExactlyElementsOf(
                        plain.stream().filter(name -> !own.contains(name)).toList());
    }

    @Test
    void propertyInfoTellsDefaultUnitDescriptionAndChoices() throws SQLException {
        DriverPropertyInfo[] info = driver.getPropertyInfo(ANY, null);

        for (int i = 0; i < HonkerProperty.values().length; i++) {
            HonkerProperty property = HonkerProperty.values()[i];
            assertThat(info[i].value).isEqualTo(property.defaultValue());
            assertThat(info[i].required).isFalse();
            assertThat(info[i].description).startsWith(property.description());
            if (!property.unit().isEmpty()) {
                assertThat(info[i].description).endsWith(" Unit: " + property.unit() + ".");
            }
            if (property.choices().isEmpty()) {
                assertThat(info[i].choices).isNull();
            } else {
                assertThat(info[i].choices).containsExactlyElementsOf(property.choices());
            }
        }
        assertThat(info[0].name).isEqualTo("busy_timeout");
        assertThat(info[0].value).isEqualTo("5000");
        assertThat(info[0].description).endsWith("Unit: ms.");
    }

    @Test
    void propertyInfoShowsTheValuesThatAConnectionWouldHave() throws SQLException {
        Properties given = Sql.properties("SYNCHRONOUS", "FULL");
        given.setProperty("cache_size", "77");

        DriverPropertyInfo[] info = driver.getPropertyInfo(
                ANY + "?busy_timeout=17&synchronous=OFF&Honker.Watcher=kernel&foreign_keys=true", given);

        assertThat(valueOf(info, "busy_timeout")).isEqualTo("17");
        assertThat(valueOf(info, "synchronous")).isEqualTo("FULL");
        assertThat(valueOf(info, "honker.watcher")).isEqualTo("kernel");
        assertThat(valueOf(info, "foreign_keys")).isEqualTo("true");
        assertThat(valueOf(info, "cache_size")).isEqualTo("77");
        assertThat(valueOf(info, "mmap_size")).isNull();
    }

    @Test
    void propertyInfoOfAForeignUrlListsTheDefaults() throws SQLException {
        assertThat(valueOf(driver.getPropertyInfo("jdbc:other:x?busy_timeout=17", null), "busy_timeout"))
                .isEqualTo("5000");
        assertThat(valueOf(driver.getPropertyInfo(null, null), "busy_timeout")).isEqualTo("5000");
    }

    private static String valueOf(DriverPropertyInfo[] info, String name) {
        return Arrays.stream(info)
                .filter(property -> property.name.equals(name))
                .findFirst()
                .orElseThrow()
                .value;
    }

    @Test
    void theDriverHasNoParentLogger() {
        assertThatThrownBy(driver::getParentLogger).isInstanceOf(SQLFeatureNotSupportedException.class);
    }

    @Test
    void theDriverTellsItsVersionAndThatItIsNotJdbcCompliant() {
        assertThat(driver.getMajorVersion()).isZero();
        assertThat(driver.getMinorVersion()).isEqualTo(1);
        assertThat(driver.jdbcCompliant()).isFalse();
    }

    @Test
    void theDriverCanBeTakenOutOfTheDriverManagerAndPutBack() throws SQLException {
        try {
            HonkerDriver.deregister();
            HonkerDriver.deregister();
            assertThatThrownBy(() -> DriverManager.getDriver(ANY)).hasMessageContaining("No suitable driver");
        } finally {
            HonkerDriver.register();
            HonkerDriver.register();
        }
        assertThat(DriverManager.drivers().filter(HonkerDriver.class::isInstance))
                .hasSize(1);
    }
}
