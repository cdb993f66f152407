package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the driver leaves in the system properties, which everybody shares, are texts. */
class SystemPropertiesTest {

    @TempDir
    private Path directory;

    @Test
    void theyCanBeListedAndStoredWhileAConnectionIsOpenAndAfterwards() throws Exception {
        try (Connection connection =
                new HonkerDataSource("jdbc:honker:sqlite:" + directory.resolve("app.db")).getConnection()) {
            Sql.run(connection, "SELECT notify('c', 'p')");
            requireTexts();
        }
        requireTexts();
    }

    private static void requireTexts() throws SQLException, IOException {
        Properties properties = System.getProperties();
        assertThat(properties.stringPropertyNames())
                .containsAll(properties.keySet().stream().map(String::valueOf).toList());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        properties.list(new PrintStream(out, true, StandardCharsets.UTF_8));
        properties.store(out, "all");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("java.version=");
    }
}
