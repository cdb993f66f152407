package dev.honker.internal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.internal.check.Loggers;
import dev.honker.internal.file.FileIdentity;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of the native library once, and copies of it. */
class SqliteLibraryTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "3.51.2, true",
        "3.51.3, true",
        "3.51.10, true",
        "3.54.1, true",
        "3.100.0, true",
        "4.0, true",
        "4, true",
        "3.51.2.1, true",
        "3.51.1, false",
        "3.51.0, false",
        "3.51, false",
        "3.9.9, false",
        "3.50.99, false",
        "3, false",
        "2.99.99, false",
    })
    void aVersionIsComparedPartByPart(String version, boolean atLeast) {
        assertThat(SqliteLibrary.isAtLeast(version, 3, 51, 2)).isEqualTo(atLeast);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.49.1", "3.49.2", "3.50.0", "3.50.4", "3.50.7", "3.51.2", "3.51.3", "3.53.2", "3.54.1"})
    void whatSpringBootsParentsBringIsSupported(String version) {
        assertThat(SqliteLibrary.refusal(version)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "3.47.1, older than 3.49.1",
        "3.49.0, older than 3.49.1",
        "3.51.0, can deadlock",
        "3.51.1, can deadlock",
    })
    void aVersionThatIsRefusedIsNamedWithTheReasonAndWhatToSet(String version, String reason) {
        assertThat(SqliteLibrary.refusal(version)).hasValueSatisfying(text -> assertThat(text)
                .startsWith("SQLite " + version + " ")
                .contains(reason, "org.xerial:sqlite-jdbc 3.51.3.0", "sqlite-jdbc.version"));
    }

    @ParameterizedTest
    @CsvSource({
        "3.49.1, true",
        "3.50.6, true",
        "3.50.7, false",
        "3.51.2, true",
        "3.51.3, false",
        "3.53.2, false",
    })
    void aVersionThatCanDamageFilesInWalModeIsWarnedOf(String version, boolean warned) {
        assertThat(SqliteLibrary.warning(version).isPresent()).isEqualTo(warned);
    }

    @Test
    void aFileThatTwoCopiesOfSqliteJdbcHaveOpenIsWarnedOfOnce() throws Exception {
        Path file = folder.resolve("app.db");
        List<LogRecord> records = records(() -> {
            try (URLClassLoader one = new Copy(classPath());
                    URLClassLoader two = new Copy(classPath());
                    Connection first = connect(one, file)) {
                for (int i = 0; i < 3; i++) {
                    connect(two, file).close();
                }
                connect(one, file).close();
                assertThat(first.isClosed()).isFalse();
            }
        });
        assertThat(records).hasSize(1);
        assertThat(records.get(0).getMessage()).contains("has been opened by two copies of sqlite-jdbc");
        assertThat(List.of(records.get(0).getParameters()).toString())
                .contains("app.db")
                .containsPattern("Copy@.*Copy@");
    }

    @Test
    void bothCopiesAreKnownToTheOtherAfterOneOfThemHasClosedTheFileForAWhile() throws Exception {
        Path file = folder.resolve("app.db");
        List<LogRecord> records = records(() -> {
            try (URLClassLoader one = new Copy(classPath());
                    URLClassLoader two = new Copy(classPath())) {
                Connection first = connect(one, file);
                try (Connection second = connect(two, file)) {
                    first.close();
                    connect(one, file).close();
                    assertThat(second.isClosed()).isFalse();
                }
            }
        });
        assertThat(records).as("one in each copy").hasSize(2);
    }

    @Test
    void anApplicationThatIsDeployedAgainWithoutDeregisteringIsNoSecondCopy() throws Exception {
        Path file = folder.resolve("app.db");
        List<LogRecord> records = records(() -> {
            for (int deployment = 0; deployment < 3; deployment++) {
                // why nothing is called at the end: a container takes the driver out of the DriverManager by itself
                try (URLClassLoader application = new Copy(classPath())) {
                    for (int i = 0; i < 3; i++) {
                        connect(application, file).close();
                    }
                }
            }
        });
        assertThat(records).isEmpty();
        String identity = FileIdentity.of(file).toString();
        assertThat(System.getProperties().stringPropertyNames()).noneMatch(name -> name.contains(identity));
    }

    @Test
    void aConnectionThatAnUndeployedApplicationLeftOpenIsWarnedOf() throws Exception {
        Path file = folder.resolve("app.db");
        List<LogRecord> records = records(() -> {
            try (URLClassLoader undeployed = new Copy(classPath());
                    URLClassLoader next = new Copy(classPath());
                    Connection forgotten = connect(undeployed, file)) {
                undeployed
                        .loadClass("dev.honker.jdbc.HonkerDriver")
                        .getMethod("deregister")
                        .invoke(null);
                connect(next, file).close();
                assertThat(forgotten.isClosed()).isFalse();
            }
        });
        assertThat(records).hasSize(1);
    }

    @Test
    void twoCopiesWithDifferentFilesAreNotWarnedOf() throws Exception {
        List<LogRecord> records = records(() -> {
            try (URLClassLoader one = new Copy(classPath());
                    URLClassLoader two = new Copy(classPath());
                    Connection first = connect(one, folder.resolve("1.db"));
                    Connection second = connect(two, folder.resolve("2.db"))) {
                assertThat(first.isClosed() || second.isClosed()).isFalse();
            }
        });
        assertThat(records).isEmpty();
    }

    @Test
    void connectionsOfOneCopyAreNotWarnedOf() throws Exception {
        List<LogRecord> records = records(() -> {
            String url = "jdbc:honker:sqlite:" + folder.resolve("a.db");
            try (Connection one = DriverManager.getConnection(url);
                    Connection two = DriverManager.getConnection(url)) {
                assertThat(one.isClosed() || two.isClosed()).isFalse();
            }
        });
        assertThat(records).isEmpty();
    }

    private static List<LogRecord> records(Step step) throws Exception {
        Logger logger = Logger.getLogger(Loggers.CONNECTION.getName());
        List<LogRecord> records = Collections.synchronizedList(new ArrayList<>());
        Handler listener = new Listener(records);
        logger.addHandler(listener);
        try {
            step.go();
        } finally {
            logger.removeHandler(listener);
        }
        // why: each copy of the oldest library that is supported warns of its version there, too
        return records.stream()
                .filter(record -> record.getMessage().contains("two copies of sqlite-jdbc"))
                .toList();
    }

    @FunctionalInterface
    private interface Step {
        void go() throws Exception;
    }

    private static Connection connect(ClassLoader loader, Path file) throws Exception {
        Driver driver = (Driver) loader.loadClass("dev.honker.jdbc.HonkerDriver")
                .getConstructor()
                .newInstance();
        Connection connection = driver.connect("jdbc:honker:sqlite:" + file, new Properties());
        assertThat(connection.getClass().getClassLoader()).isSameAs(loader);
        return connection;
    }

    private static URL[] classPath() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            Path path = Path.of(entry);
            if (Files.exists(path)) {
                urls.add(path.toUri().toURL());
            }
        }
        return urls.toArray(new URL[0]);
    }

    /** Has copies of its own of honker and of sqlite-jdbc, as a web application may. */
    private static final class Copy extends URLClassLoader {

        private Copy(URL[] classPath) {
            super(classPath, ClassLoader.getPlatformClassLoader());
        }
    }

    private static final class Listener extends Handler {

        private final List<LogRecord> records;

        private Listener(List<LogRecord> records) {
            this.records = records;
        }

        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
