package dev.honker.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.support.docs.Listing;
import dev.honker.support.docs.Pages;
import dev.honker.support.docs.Pages.Fenced;
import dev.honker.support.docs.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every transcript on every page, marked {@code console}, runs as it stands: those of one page one after the other, in one
 * shell and one folder. What follows a command is what it prints, where … stands for any text, and for any lines if it is alone.
 */
class DocsConsoleTest {

    private static final String COMMAND = "$ ";
    private static final String END = "--- end of a command";

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> transcripts() throws IOException {
        List<Fenced> transcripts = Pages.fenced().stream()
                .filter(fenced -> fenced.language().equals("console"))
                .toList();
        assertThat(transcripts).isNotEmpty();
        return transcripts.stream().collect(Collectors.groupingBy(Fenced::page)).entrySet().stream()
                .map(page -> DynamicTest.dynamicTest(page.getKey(), () -> check(page.getKey(), page.getValue())));
    }

    private void check(String page, List<Fenced> transcripts) throws Exception {
        List<String> commands = new ArrayList<>();
        List<List<String>> promised = new ArrayList<>();
        for (Fenced transcript : transcripts) {
            for (String line : transcript.text().lines().toList()) {
                if (line.startsWith(COMMAND)) {
                    commands.add(line.substring(COMMAND.length()));
                    promised.add(new ArrayList<>());
                } else {
                    promised.get(promised.size() - 1).add(line);
                }
            }
        }
        List<String> printed = run(commands);
        for (int i = 0; i < commands.size(); i++) {
            assertThat(squeezed(printed.get(i)))
                    .as("%s: %s", page, commands.get(i))
                    .matches("(?s)"
                            + promised.get(i).stream()
                                    .map(DocsConsoleTest::pattern)
                                    .collect(Collectors.joining("\\R")));
        }
    }

    private static String pattern(String line) {
        return Listing.pattern(squeezed(line));
    }

    /** why: the widths of columns are those of what is in them. */
    private static String squeezed(String text) {
        return text.replaceAll(" +", " ").replaceAll("(?m)^ | $", "").strip();
    }

    /** What each command printed, its errors too. */
    private List<String> run(List<String> commands) throws IOException, InterruptedException {
        install();
        String script = commands.stream()
                .map(command -> command + "\nhonker_exit=$?; echo '" + END + "'; (exit $honker_exit)\n")
                .collect(Collectors.joining());
        Path out = folder.resolve("out.txt");
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        shell.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        shell.environment().put("LC_ALL", "C.UTF-8");
        Process process = shell.start();
        assertThat(process.waitFor(4, TimeUnit.MINUTES)).isTrue();
        return List.of(Files.readString(out).split(END + "\\R"));
    }

    /** The launcher, and the application that the pages speak of. */
    private void install() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path launcher = folder.resolve("honker");
        Files.writeString(
                launcher,
                "#!/usr/bin/env bash\nexec '" + java + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '"
                        + System.getProperty("java.class.path") + "' dev.honker.cli.HonkerCommand \"$@\"\n",
                StandardCharsets.UTF_8);
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        Path classes = Files.createDirectories(folder.resolve("app.jar"));
        Program.compile(classes, "EmailTasks", """
                package com.example;

                import dev.honker.Task;

                public class EmailTasks {
                    @Task(name = "mail.send", queue = "emails")
                    public String send(String to) {
                        return "sent to " + to;
                    }
                }
                """);
    }
}
