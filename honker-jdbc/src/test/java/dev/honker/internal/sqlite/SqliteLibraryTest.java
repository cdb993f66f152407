package dev.honker.internal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.sqlite.core.NativeDB;

/** What is asked of the native library once. */
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

    @Test
    void aSecondCopyOfSqliteJdbcIsWarnedOfOnce() throws Exception {
        Logger logger = Logger.getLogger(SqliteLibrary.class.getName());
        List<LogRecord> records = Collections.synchronizedList(new ArrayList<>());
        Handler listener = new Listener(records);
        logger.addHandler(listener);
        DriverManager.getConnection("jdbc:honker:sqlite:" + folder.resolve("first.db"))
                .close();
        SqliteLibrary.unload();
        String first =
                NativeDB.class.getClassLoader() + " #" + Integer.toHexString(System.identityHashCode(NativeDB.class));
        Object before = System.getProperties().setProperty("dev.honker.sqlite-library", first);
        try (URLClassLoader second = new Copy(classPath())) {
            for (int i = 0; i < 3; i++) {
                connect(second, folder.resolve(i + ".db")).close();
            }
            second.loadClass("dev.honker.jdbc.HonkerDriver")
                    .getMethod("deregister")
                    .invoke(null);
        } finally {
            logger.removeHandler(listener);
            if (before == null) {
                System.getProperties().remove("dev.honker.sqlite-library");
            } else {
                System.getProperties().put("dev.honker.sqlite-library", before);
            }
        }
        assertThat(records).hasSize(1);
        assertThat(records.get(0).getMessage()).contains("sqlite-jdbc is loaded twice");
        assertThat(records.get(0).getParameters()).contains(first);
    }

    @Test
    void oneCopyOfSqliteJdbcIsNotWarnedOf() throws Exception {
        Logger logger = Logger.getLogger(SqliteLibrary.class.getName());
        List<LogRecord> records = Collections.synchronizedList(new ArrayList<>());
        Handler listener = new Listener(records);
        logger.addHandler(listener);
        try {
            DriverManager.getConnection("jdbc:honker:sqlite:" + folder.resolve("a.db"))
                    .close();
        } finally {
            logger.removeHandler(listener);
        }
        assertThat(records).isEmpty();
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
