package dev.honker.benchmarks.harness;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A JVM that runs a program of this module and is spoken to by lines; for one thread. */
public final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private final PrintStream input;

    private ChildJvm(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** Starts a program with everything on its class path. */
    public static ChildJvm start(Class<?> program, String... arguments) throws IOException {
        return start(program, true, arguments);
    }

    /** Starts a program with everything on its class path, and has the JVM write a line about each class it loads to a file. */
    public static ChildJvm startNotingClasses(Path file, Class<?> program, String... arguments) throws IOException {
        return start(List.of("-Xlog:class+load:file=" + file + "::filecount=0"), true, program, arguments);
    }

    /** Starts a program with everything on its class path on another version of Java, with more options of that. */
    public static ChildJvm startOn(Path java, List<String> jvmOptions, Class<?> program, String... arguments)
            throws IOException {
        return start(java, jvmOptions, true, program, arguments);
    }

    /** Starts a program, with or without honker on its class path. */
    public static ChildJvm start(Class<?> program, boolean withHonker, String... arguments) throws IOException {
        return start(List.of(), withHonker, program, arguments);
    }

    private static ChildJvm start(List<String> jvmOptions, boolean withHonker, Class<?> program, String... arguments)
            throws IOException {
        return start(
                Path.of(System.getProperty("java.home"), "bin", "java"), jvmOptions, withHonker, program, arguments);
    }

    private static ChildJvm start(
            Path java, List<String> jvmOptions, boolean withHonker, Class<?> program, String... arguments)
            throws IOException {
        String path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry ->
                        withHonker || !Path.of(entry).getFileName().toString().startsWith("honker-jdbc"))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-Xmx256m", "-cp", path, program.getName()));
        command.addAll(List.of(arguments));
        return new ChildJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The next line that the program prints. */
    public String line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the child JVM has ended early");
        }
        return line;
    }

    /** Sends a line to the program. */
    public void send(String line) {
        input.println(line);
    }

    /** Waits for its end, and ends it by force after ten seconds. */
    @Override
    public void close() throws IOException {
        input.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        output.close();
    }
}
