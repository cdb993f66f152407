package dev.honker.cli;

import dev.honker.Database;
import dev.honker.Honker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A file of the test's own, and commands on it in the test's process. */
abstract class CliFixture {

    @TempDir
    Path folder;

    Path file;

    @BeforeEach
    final void nameFile() {
        file = folder.resolve("app.db");
    }

    /** Runs a command on the file. */
    final Result honker(String... arguments) {
        List<String> all = new ArrayList<>(List.of("-d", file.toString()));
        all.addAll(Arrays.asList(arguments));
        return run(all.toArray(new String[0]));
    }

    /** Runs a command as it stands. */
    static Result run(String... arguments) {
        return run(HonkerCommand.commandLine(), arguments);
    }

    static Result run(CommandLine line, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code =
                line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
        return new Result(code, out.toString(), err.toString());
    }

    /** The file, with honker's tables; to be closed. */
    final Database open() {
        return Honker.open(file);
    }

    /** Runs a statement by plain sqlite-jdbc. */
    final void execute(String... statements) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The first column of the first row, by plain sqlite-jdbc. */
    final String text(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    final long number(String sql) {
        return Long.parseLong(text(sql));
    }
}
