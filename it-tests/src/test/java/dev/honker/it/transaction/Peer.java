package dev.honker.it.transaction;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A second process that runs SQL texts as it is told, one a line, and answers each with one line. */
final class Peer implements AutoCloseable {

    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;

    Peer(String url) throws IOException {
        process = start(Peer.class, url);
        in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        expect("ready", out.readLine());
    }

    /** A Java process on this one's class path. */
    static Process start(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:ErrorFile=" + Path.of(System.getProperty("java.io.tmpdir")).resolve("hs_err_%p.log"),
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Runs a statement there and returns when it is done. */
    void run(String sql) throws IOException {
        send(sql);
        await();
    }

    /** Starts a statement there. */
    void send(String sql) throws IOException {
        in.write(sql);
        in.newLine();
        in.flush();
    }

    /** Waits for what {@link #send} started. */
    void await() throws IOException {
        expect("ok", out.readLine());
    }

    /** As {@link #await}, for a statement that may fail there. */
    String readAnswer() throws IOException {
        return out.readLine();
    }

    private static void expect(String expected, String answer) {
        if (!expected.equals(answer)) {
            throw new AssertionError("the second process answered: " + answer);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    /** The second process: its argument is a JDBC URL. */
    public static void main(String[] arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection(arguments[0]);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println("ready");
            String sql = in.readLine();
            while (sql != null) {
                try {
                    Ground.run(connection, sql);
                    System.out.println("ok");
                } catch (SQLException e) {
                    System.out.println(e.getMessage());
                }
                sql = in.readLine();
            }
        }
    }
}
