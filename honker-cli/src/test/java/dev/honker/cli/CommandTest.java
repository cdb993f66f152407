package dev.honker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What all commands have in common. */
class CommandTest extends CliFixture {

    /** Commands that only look, with arguments that make them end. */
    static final List<List<String>> READING = List.of(
            List.of("stats"),
            List.of("stats", "q"),
            List.of("jobs", "list"),
            List.of("jobs", "show", "1"),
            List.of("dead", "list"),
            List.of("dead", "show", "1"),
            List.of("schedule", "list"),
            List.of("locks"),
            List.of("streams"),
            List.of("consumers"),
            List.of("consumers", "t"),
            List.of("queue", "drain", "q"),
            List.of("check"),
            List.of("tail", "t", "--no-follow"),
            List.of("listen", "c", "--timeout", "0s"));

    /** Commands that change something that is there. */
    static final List<List<String>> WRITING = List.of(
            List.of("enqueue", "q", "1"),
            List.of("notify", "c", "1"),
            List.of("call", "t", "1"),
            List.of("worker", "dev.honker.cli.Greetings"),
            List.of("jobs", "cancel", "1"),
            List.of("jobs", "retry", "1"),
            List.of("dead", "redrive", "--all"),
            List.of("dead", "delete", "--all", "--yes"),
            List.of("queue", "pause", "q"),
            List.of("queue", "resume", "q"),
            List.of("schedule", "pause", "s"),
            List.of("schedule", "resume", "s"),
            List.of("schedule", "run-now", "s"),
            List.of("schedule", "remove", "s"),
            List.of("schedule", "missed", "s", "skip"),
            List.of("prune", "--results"),
            List.of("tail", "t", "--consumer", "x", "--no-follow"));

    static Stream<List<String>> all() {
        return Stream.concat(READING.stream(), WRITING.stream());
    }

    @ParameterizedTest
    @MethodSource("all")
    void missingFileIsAnErrorAndStaysMissing(List<String> command) {
        honker(command.toArray(new String[0])).failed("no file " + file);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @MethodSource("all")
    void fileWithoutTablesIsAnErrorAndStaysAsItIs(List<String> command) throws IOException {
        execute("CREATE TABLE mine(i)");
        byte[] before = Files.readAllBytes(file);
        honker(command.toArray(new String[0])).failed("without tables of honker");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsNoDatabaseIsAnErrorAndStaysAsItIs(List<String> command) throws IOException {
        Files.writeString(file, "This is a letter to my aunt. ".repeat(100));
        honker(command.toArray(new String[0])).failed("is not a SQLite database");
        assertThat(Files.readString(file)).isEqualTo("This is a letter to my aunt. ".repeat(100));
    }

    @ParameterizedTest
    @MethodSource("all")
    void databaseMustBeNamed(List<String> command) {
        run(command.toArray(new String[0])).misused("no database: name the file with -d FILE or by HONKER_DATABASE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:honker:sqlite:", "jdbc:sqlite:", "JDBC:Honker:SQLite:"})
    void aUrlInPlaceOfAFileIsAnErrorAndMakesNone(String prefix) {
        for (String parameters : new String[] {"", "?busy_timeout=5"}) {
            run("-d", prefix + "app.db" + parameters, "stats").failed("is a URL; name the file: -d app.db");
            run("-d", prefix + "app.db" + parameters, "enqueue", "q", "1", "--create")
                    .failed("is a URL; name the file: -d app.db");
        }
        assertThat(Path.of(prefix + "app.db")).doesNotExist();
    }

    @Test
    void folderIsNoFile() {
        run("-d", folder.toString(), "stats").failed("is not a file");
    }

    @Test
    void fileThatIsNoDatabaseIsNamed() throws IOException {
        Files.writeString(file, "SELECT 1;".repeat(1_000));
        honker("stats").failed(file + " is not a SQLite database");
        honker("check").failed(file + " is not a SQLite database");
        honker("enqueue", "q", "1", "--create").failed(file + " is not a SQLite database");
    }

    @Test
    void emptyNameIsNone() {
        run("-d", "", "stats").misused("no database: name the file");
    }

    @Test
    void errorCannotTakeOverTheTerminal() {
        open().close();
        execute("INSERT INTO _honker_live(queue, payload, state, worker_id, claim_expires_at)"
                + " VALUES ('q', '1', 'processing', char(27) || '[2Jw', unixepoch() + 60)");
        honker("jobs", "retry", "1").failed("is held by \\u001b[2Jw until");
        assertThat(honker("jobs", "show", "1").out()).contains("\\u001b[2Jw");
    }

    @Test
    void everyCommandHasHelp() {
        List<String> names = new ArrayList<>();
        requireHelp(HonkerCommand.commandLine(), List.of(), names);
        assertThat(names)
                .contains(
                        "enqueue",
                        "listen",
                        "tail",
                        "stats",
                        "jobs retry",
                        "queue drain",
                        "call",
                        "streams",
                        "consumers",
                        "dead redrive",
                        "schedule run-now",
                        "prune",
                        "check",
                        "locks");
    }

    private static void requireHelp(CommandLine line, List<String> path, List<String> names) {
        List<String> arguments = new ArrayList<>(path);
        arguments.add("--help");
        Result help = run(HonkerCommand.commandLine(), arguments.toArray(new String[0]))
                .isOk();
        assertThat(help.out()).startsWith("Usage: honker" + (path.isEmpty() ? "" : " " + String.join(" ", path)));
        assertThat(help.out().lines()).allSatisfy(text -> assertThat(text).hasSizeLessThan(200));
        names.add(String.join(" ", path));
        line.getSubcommands().forEach((name, sub) -> {
            List<String> deeper = new ArrayList<>(path);
            deeper.add(name);
            requireHelp(sub, deeper, names);
        });
    }

    @Test
    void versionSaysWhichItIs() {
        assertThat(run("--version").isOk().out()).matches("(?s)honker \\d+\\.\\d+\\.\\d+\\S*\\s+Java .*");
    }

    @Test
    void optionsMayStandBeforeOrBehindTheCommand() {
        open().close();
        run("stats", "-d", file.toString(), "--json").isOk().says("[ ]");
        run("-d", file.toString(), "--json", "stats").isOk().says("[ ]");
    }

    @Test
    void whoCallsWronglyHearsWhatIsWrongAndWhereHelpIs() {
        run("stats", "--no\u001b[2J\u202e").misused("--no\\u001b[2J\\u202e");
        run("stat").misused("Unmatched argument at index 0: 'stat'").misused("honker stats");
        run("jobs").misused("Missing required subcommand");
        run("jobs", "show", "seven").misused("Try 'honker jobs show --help'.");
        run("enqueue", "q", "1", "--delay", "soon").misused("'soon' is no duration; write 500ms, 30s, 5m, 1h, 2d");
        open().close();
        honker("jobs", "list", "--limit", "0").misused("limit must be between 1 and 100000, but is 0");
        honker("enqueue", " ", "1").misused("queue name must not be blank");
    }

    @Test
    void traceComesOnlyWhenAskedFor() {
        assertThat(honker("stats").err()).doesNotContain("\tat ");
        assertThat(honker("stats", "--verbose").err()).contains("no file", "\tat ");
    }

    @Test
    void noCommandIsHelp() {
        run().misused("Missing required subcommand");
    }
}
