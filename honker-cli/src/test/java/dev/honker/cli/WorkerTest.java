package dev.honker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import dev.honker.Honker;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code worker}: what its target may be, and how it refuses. How it runs and stops is seen on a terminal. */
class WorkerTest extends CliFixture {

    private static final String TARGET = Greetings.class.getName();

    @Test
    void listPrintsTheTasksAndNeedsNoFile() {
        assertThat(run("worker", TARGET, "--list").isOk().lines())
                .containsExactly(
                        "Registered tasks on " + TARGET + ":",
                        "  greet  queue=greetings",
                        "  ignore  queue=greetings",
                        "  linger  queue=greetings");
        assertThat(honker("worker", TARGET, "--list", "--json")
                        .isOk()
                        .json()
                        .get(0)
                        .toString())
                .isEqualTo("{\"name\":\"greet\",\"queue\":\"greetings\"}");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"FIELD, greet", "SEVERAL, greet", "with, greet", "tasks, greet", "register, count"})
    void targetMayBeAMember(String member, String task) {
        run("worker", TARGET + ":" + member, "--list").isOk().says("  " + task + "  queue=");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            no.such.Class; no class no.such.Class; name the folders
            dev.honker.cli.Greetings:nothing; has no static field nothing and no static method nothing
            dev.honker.cli.Greetings:greet; has no static field greet and no static method greet
            dev.honker.cli.Greetings:broken; threw java.lang.IllegalStateException: no such luck
            dev.honker.cli.Greetings:NO_TASKS; java.lang.String
            dev.honker.cli.Greetings$Demanding; it needs a constructor without arguments
            """)
    void wrongTargetIsRefused(String target, String message) {
        open().close();
        Result result = honker("worker", target);
        assertThat(result.code()).as(result::toString).isNotZero();
        assertThat(result.err()).contains(message).doesNotContain("\tat ");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void refusalNamesWhatIsBehindFailedInitialization() {
        open().close();
        for (String target : List.of("Unready", "NeedsUnready", "NeedsUnready:make")) {
            honker("worker", Greetings.class.getName() + "$" + target)
                    .failed("caused by")
                    .failed("java.lang.IllegalStateException: no key");
        }
    }

    @Test
    void registryOfAnotherDatabaseIsRefused() {
        open().close();
        try (Database another = Honker.open(folder.resolve("another.db"))) {
            Greetings.another = another;
            honker("worker", TARGET + ":ofAnother").failed("but -d names " + file);
        }
    }

    @Test
    void classesAreFoundInFoldersAndInJarsOfAFolder() throws IOException {
        Path source = Files.writeString(
                folder.resolve("Outside.java"),
                "public class Outside { @dev.honker.Task(name = \"outside\") public void run() {} }");
        Path classes = Files.createDirectory(folder.resolve("classes"));
        String classPath = System.getProperty("java.class.path");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-cp", classPath, "-d", classes.toString(), source.toString()))
                .isZero();
        Path jars = Files.createDirectory(folder.resolve("jars"));
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(jars.resolve("outside.jar")))) {
            jar.putNextEntry(new JarEntry("Outside.class"));
            jar.write(Files.readAllBytes(classes.resolve("Outside.class")));
        }
        run("worker", "Outside", "--list").failed("no class Outside");
        run("worker", "Outside", "--list", "-cp", classes.toString()).isOk().says("  outside  queue=default");
        run("worker", "Outside", "--list", "-cp", jars + File.separator + "*")
                .isOk()
                .says("  outside  queue=default");
    }

    @Test
    void wrongOptionsAreRefused() {
        open().close();
        honker("worker").misused("Missing required parameter: 'TARGET'");
        honker("worker", TARGET, "--concurrency", "-1").misused("--concurrency must not be negative");
        honker("worker", TARGET, "--concurrency", "9999").misused("concurrency must be between 1 and 1024");
        honker("worker", TARGET, "--queue", "none").misused("queues must be among");
        honker("worker", TARGET, "-cp", "/no/such.jar").failed("no /no/such.jar, which --classpath names");
    }
}
