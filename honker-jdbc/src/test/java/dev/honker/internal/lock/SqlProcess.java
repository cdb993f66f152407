package dev.honker.internal.lock;

import dev.honker.jdbc.HonkerDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/** Another JVM that queries one number of a file and ends; stateless. */
final class SqlProcess {

    private SqlProcess() {}

    static long number(Path path, String sql) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SqlProcess.class.getName(),
                        path.toString(),
                        sql)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IOException("the other process does not end");
            }
            return Long.parseLong(answer.strip());
        } finally {
            process.destroyForcibly();
        }
    }

    public static void main(String[] args) throws Exception {
        try (Connection connection = new HonkerDataSource("jdbc:honker:sqlite:" + args[0]).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(args[1])) {
            rows.next();
            System.out.println(rows.getLong(1));
        }
    }
}
