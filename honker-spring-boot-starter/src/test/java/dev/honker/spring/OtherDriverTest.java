package dev.honker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.honker.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ConfigurableApplicationContext;

/** An application that names sqlite-jdbc's driver, as those do that come from it. */
class OtherDriverTest {

    @TempDir
    Path folder;

    static class NoBeans {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.datasource.driver-class-name",
                "spring.datasource.driverClassName",
                "spring.datasource.hikari.driver-class-name",
                "spring.datasource.hikari.driverClassName",
            })
    void theDriverOfSqliteIsReplacedByHonkersWhereTheUrlIsHonkers(String property) {
        try (ConfigurableApplicationContext context =
                Started.on(folder.resolve("app.db"), NoBeans.class, property + "=org.sqlite.JDBC")) {
            context.getBean(Database.class).queue("emails").enqueue("{}");
            assertThat(context.getBean(HikariDataSource.class).getDriverClassName())
                    .isEqualTo("dev.honker.jdbc.HonkerDriver");
        }
    }

    @Test
    void theDriverStaysWhatItIsWhereTheUrlIsSqlites() {
        try (ConfigurableApplicationContext context = Started.on(
                "jdbc:sqlite:" + folder.resolve("app.db"),
                NoBeans.class,
                "spring.datasource.driver-class-name=org.sqlite.JDBC")) {
            assertThat(context.getBean(HikariDataSource.class).getDriverClassName())
                    .isEqualTo("org.sqlite.JDBC");
        }
    }

    @Test
    void aPoolThatTheApplicationMakesByItselfWithAnotherDriverFailsWithWhatToSet() {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setDriverClassName("org.sqlite.JDBC");
            pool.setJdbcUrl("jdbc:honker:sqlite:" + folder.resolve("app.db"));
            assertThat(pool).satisfies(any -> {
                Throwable failure = org.assertj.core.api.Assertions.catchThrowable(pool::getConnection);
                FailureAnalysis analysis =
                        new ConnectionFailureAnalyzer().analyze(new IllegalStateException("no context", failure));
                assertThat(analysis).isNotNull();
                assertThat(analysis.getDescription()).contains("org.sqlite.JDBC", "jdbc:honker:sqlite:");
                assertThat(analysis.getAction()).contains("dev.honker.jdbc.HonkerDriver");
            });
        }
    }

    @Test
    void aVersionOfSqliteThatIsTooOldFailsWithWhatToSet() {
        FailureAnalysis analysis = new ConnectionFailureAnalyzer()
                .analyze(new IllegalStateException(
                        "no context",
                        new java.sql.SQLException(
                                "SQLite 3.47.1 is older than 3.49.1: use org.xerial:sqlite-jdbc 3.51.3.0 or newer")));
        assertThat(analysis).isNotNull();
        assertThat(analysis.getAction()).contains("<sqlite-jdbc.version>");
    }

    @Test
    void anyOtherFailureIsLeftToOthers() {
        assertThat(new ConnectionFailureAnalyzer().analyze(new IllegalStateException("something else")))
                .isNull();
    }
}
