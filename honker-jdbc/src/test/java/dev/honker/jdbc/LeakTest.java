package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.UpdateEvents;
import dev.honker.internal.wake.OpenFiles;
import dev.honker.internal.wake.WatcherThreads;
import java.lang.management.ManagementFactory;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConnection;

/** What is closed is gone: descriptors, threads, memory, classes. */
class LeakTest {

    private static final int WARM_UP = 1000;
    private static final int MANY = 10_000;

    @TempDir
    Path folder;

    @Test
    void tenThousandConnectionsLeaveNothingBehind() throws Exception {
        Path file = folder.resolve("app.db");
        try (Connection kept = Sql.honker(file)) {
            assertThat(Integer.parseInt(
                            Sql.text(kept, "SELECT count(*) FROM pragma_function_list WHERE name LIKE 'honker%'")))
                    .isGreaterThanOrEqualTo(39);
            openAndClose(file, WARM_UP);
            int descriptors = OpenFiles.all().size();
            int threads = Thread.activeCount();
            long heap = usedHeap();

            openAndClose(file, MANY);

            assertThat(Sql.text(kept, "SELECT count(*) FROM _honker_notifications"))
                    .isEqualTo(String.valueOf(WARM_UP + MANY));
            assertThat(OpenFiles.all().size()).isLessThanOrEqualTo(descriptors + 5);
            assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 2);
            // 10,000 connections of which anything were kept would hold more than 100 bytes each
            assertThat(usedHeap() - heap).isLessThan(4_000_000);
        }
        assertThat(OpenFiles.under(file)).isEmpty();
    }

    private static void openAndClose(Path file, int times) throws SQLException {
        for (int i = 0; i < times; i++) {
            // synchronous=OFF: what is looked for does not depend on the disk
            try (Connection connection = Sql.honker(file + "?synchronous=OFF");
                    Statement statement = connection.createStatement()) {
                statement.execute("SELECT notify('a', 'b')");
            }
        }
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void noThreadAndNoDescriptorOutlivesTheLastSubscription() throws Exception {
        Path file = folder.resolve("app.db");
        for (int i = 0; i < 20; i++) {
            try (Connection connection = Sql.honker(file)) {
                UpdateEvents first = connection.unwrap(HonkerConnection.class).updateEvents();
                UpdateEvents second = connection.unwrap(HonkerConnection.class).updateEvents();
                assertThat(WatcherThreads.of("app.db")).hasSize(1);
                Thread thread = WatcherThreads.of("app.db").get(0);
                assertThat(thread.isDaemon()).isTrue();
                first.close();
                assertThat(thread.isAlive()).isTrue();
                second.close();
                thread.join(10_000);
                assertThat(thread.isAlive()).isFalse();
            }
            assertThat(OpenFiles.under(file)).isEmpty();
        }
    }

    @Test
    void aConnectionThatFailsToOpenLeavesNothingOpen() throws Exception {
        Path file = Sql.plainFile(folder.resolve("app.db"));
        for (int i = 0; i < 100; i++) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> Sql.honker(file + "?recursive_triggers=)").close()))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(OpenFiles.under(file)).isEmpty();
    }

    @Test
    void theClassLoaderOfAnUnloadedApplicationIsCollected() throws Exception {
        ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
        WeakReference<ClassLoader> loader = new WeakReference<>(runApplication(folder.resolve("app.db")), collected);
        for (int i = 0; i < 50 && collected.remove(200) == null; i++) {
            System.gc();
        }
        assertThat(loader.get()).isNull();
    }

    /** An application with honker-jdbc of its own on the container's sqlite-jdbc: it starts, works, and is undeployed. */
    private static ClassLoader runApplication(Path file) throws Exception {
        URL honker = HonkerDriver.class.getProtectionDomain().getCodeSource().getLocation();
        URL sqlite =
                SQLiteConnection.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader container =
                        new URLClassLoader(new URL[0], new SqliteOnly(SQLiteConnection.class.getClassLoader()));
                URLClassLoader application = new URLClassLoader(new URL[] {honker}, container)) {
            assertThat(sqlite).isNotEqualTo(honker);
            Class<?> driver = Class.forName("dev.honker.jdbc.HonkerDriver", true, application);
            assertThat(driver.getClassLoader()).isSameAs(application);
            try (Connection connection = ((Driver) driver.getConstructor().newInstance())
                    .connect("jdbc:honker:sqlite:" + file, new Properties())) {
                Object events = connection.getClass().getMethod("updateEvents").invoke(connection);
                Sql.text(connection, "SELECT notify('a', 'b')");
                assertThat(org.assertj.core.api.Assertions.catchThrowable(
                                () -> Sql.text(connection, "SELECT notify(NULL, 'b')")))
                        .isInstanceOf(SQLException.class);
                Class<?> type = Class.forName("dev.honker.UpdateEvents", true, application);
                assertThat(type.getMethod("awaitUpdate", Duration.class).invoke(events, Duration.ofSeconds(10)))
                        .isEqualTo(true);
                type.getMethod("close").invoke(events);
            }
            driver.getMethod("deregister").invoke(null);
            return application;
        }
    }

    /** Lets only sqlite-jdbc and the JDK through. */
    private static final class SqliteOnly extends ClassLoader {

        private final ClassLoader source;

        private SqliteOnly(ClassLoader source) {
            super(ClassLoader.getPlatformClassLoader());
            this.source = source;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("org.sqlite.")) {
                return source.loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
