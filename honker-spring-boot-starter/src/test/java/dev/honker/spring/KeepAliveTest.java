package dev.honker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/** Applications without a web server, in a JVM of their own. */
class KeepAliveTest {

    private static final String HANDLED = "handled";

    @TempDir
    Path folder;

    /** Its main method returns as soon as the application has started. */
    @EnableAutoConfiguration
    static class Listening {

        @HonkerListener(queue = "emails", id = "emails")
        void send(String text) {
            System.out.println(HANDLED + " " + text);
        }

        public static void main(String[] arguments) throws Exception {
            ConfigurableApplicationContext context = SpringApplication.run(Listening.class, arguments);
            Thread later = new Thread(() -> enqueueOnceMainHasReturned(context, Thread.currentThread()));
            later.setDaemon(true);
            MAIN.set(Thread.currentThread());
            later.start();
        }
    }

    private static final AtomicReference<Thread> MAIN = new AtomicReference<>();

    private static void enqueueOnceMainHasReturned(ConfigurableApplicationContext context, Thread self) {
        try {
            MAIN.get().join();
            context.getBean(HonkerTemplate.class).enqueue("emails", "\"" + self.isDaemon() + "\"");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Has no listener that starts. */
    static class Idle {

        @HonkerListener(queue = "emails", id = "emails", autoStartup = "false")
        void send(String text) {}
    }

    @Test
    void anApplicationWithListenersRunsOnWhenItsMainMethodHasReturned() throws Exception {
        Process application = start(Listening.class);
        try (BufferedReader lines = output(application)) {
            assertThat(lines.lines().filter(line -> line.startsWith(HANDLED)).findFirst())
                    .contains(HANDLED + " \"true\"");
            // why by its handle: Process.destroy() closes the output
            application.toHandle().destroy();
            while (lines.readLine() != null) {
                Thread.onSpinWait();
            }
            assertThat(application.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            application.destroyForcibly();
        }
    }

    @Test
    void aPropertyTurnsThatOff() throws Exception {
        endsByItself(start(Listening.class, "--honker.keep-alive=false"));
    }

    @Test
    void onlyAListenerThatRunsKeepsTheJvmAlive() throws Exception {
        try (ConfigurableApplicationContext context = Started.on(folder.resolve("app.db"), Idle.class)) {
            assertThat(keepers()).isEmpty();
            HonkerListeners listeners = context.getBean(HonkerListeners.class);
            listeners.start("emails");
            List<Thread> keepers = keepers();
            assertThat(keepers).hasSize(1).noneMatch(Thread::isDaemon);
            listeners.stop("emails");
            keepers.get(0).join(TimeUnit.SECONDS.toMillis(60));
            assertThat(keepers()).isEmpty();
        }
    }

    @Test
    void theSchedulerAloneKeepsTheJvmAliveUntilTheContextStops() throws Exception {
        List<Thread> keepers;
        try (ConfigurableApplicationContext context =
                Started.on(folder.resolve("app.db"), Idle.class, "honker.scheduler.always=true")) {
            keepers = keepers();
            assertThat(keepers).hasSize(1);
            assertThat(context.isRunning()).isTrue();
        }
        keepers.get(0).join(TimeUnit.SECONDS.toMillis(60));
        assertThat(keepers()).isEmpty();
    }

    private static List<Thread> keepers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("honker-keep-alive"))
                .toList();
    }

    private static void endsByItself(Process application) throws Exception {
        try (BufferedReader lines = output(application)) {
            List<String> said = lines.lines().toList();
            assertThat(application.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(application.exitValue()).as(String.join("\n", said)).isZero();
        } finally {
            application.destroyForcibly();
        }
    }

    private static BufferedReader output(Process application) {
        return new BufferedReader(new InputStreamReader(application.getInputStream(), StandardCharsets.UTF_8));
    }

    private Process start(Class<?> application, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                application.getName(),
                "--spring.main.web-application-type=none",
                "--spring.main.banner-mode=off",
                "--spring.datasource.url=jdbc:honker:sqlite:" + folder.resolve("app.db"),
                "--logging.level.root=error"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .start();
    }
}
