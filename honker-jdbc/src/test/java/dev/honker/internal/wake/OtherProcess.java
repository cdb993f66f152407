package dev.honker.internal.wake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Another JVM that runs SQL on a file, one statement at a time; not thread-safe. */
final class OtherProcess implements AutoCloseable {

    private final Process process;
    private final PrintWriter commands;
    private final BufferedReader answers;

    private OtherProcess(Process process) {
        this.process = process;
        this.commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    static OtherProcess on(Path path) throws IOException {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        path.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        OtherProcess other = new OtherProcess(process);
        other.expect("ready");
        return other;
    }

    /** Returns when the statement has been executed, and committed unless it is part of a transaction. */
    void execute(String sql) throws IOException {
        begin(sql);
        expect("done");
    }

    /** Starts to execute the statement. */
    void begin(String sql) {
        commands.println(sql);
    }

    void commit() throws IOException {
        execute("UPDATE t SET n = n + 1");
    }

    @Override
    public void close() throws IOException {
        commands.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answers.close();
    }

    private void expect(String wanted) throws IOException {
        String answer = answers.readLine();
        if (!wanted.equals(answer)) {
            throw new IOException("the other process answered " + answer);
        }
    }

    public static void main(String[] args) throws Exception {
        try (PlainDatabase database = PlainDatabase.open(Path.of(args[0]));
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println("ready");
            for (String sql = in.readLine(); sql != null; sql = in.readLine()) {
                database.execute(sql);
                System.out.println("done");
            }
        }
    }
}
