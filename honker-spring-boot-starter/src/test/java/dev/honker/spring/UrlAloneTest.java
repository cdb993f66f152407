package dev.honker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.honker.Database;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.sqlite.SQLiteJDBCLoader;

class UrlAloneTest {

    @TempDir
    Path directory;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    @Test
    void theTestsRunOnTheSpringBootThatTheyAreMeantFor() {
        String expected = System.getProperty("tool.version");
        assertThat(SpringBootVersion.getVersion()).isEqualTo(expected);
    }

    @Test
    void theTestsRunOnTheSqliteThatThisSpringBootPins() throws Exception {
        Properties pinned = new Properties();
        try (InputStream in =
                SQLiteJDBCLoader.class.getResourceAsStream("/META-INF/maven/org.xerial/sqlite-jdbc/pom.properties")) {
            pinned.load(in);
        }
        assertThat(pinned.getProperty("version")).isEqualTo(System.getProperty("sqlite.version"));
    }

    @Test
    void theUrlIsAllThatADatabaseNeeds() {
        try (ConfigurableApplicationContext context = run("spring.datasource.url=" + url())) {
            Database database = context.getBean(Database.class);
            database.queue("emails").enqueue("{}");
            assertThat(database.path()).isEqualTo(directory.resolve("app.db").toAbsolutePath());
        }
    }

    @Test
    void theUrlOfThePoolIsEnoughToo() {
        try (ConfigurableApplicationContext context = run("spring.datasource.hikari.jdbc-url=" + url())) {
            assertThat(context.getBean(HikariDataSource.class).getJdbcUrl()).isEqualTo(url());
            context.getBean(Database.class).queue("emails").enqueue("{}");
        }
    }

    private String url() {
        return "jdbc:honker:sqlite:" + directory.resolve("app.db");
    }

    private static ConfigurableApplicationContext run(String... properties) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties("spring.main.banner-mode=off")
                .properties(properties)
                .run();
    }
}
