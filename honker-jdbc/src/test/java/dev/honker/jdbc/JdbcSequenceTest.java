package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random sequences of JDBC calls have the same outcomes on honker as on plain sqlite-jdbc, but for what plain does to nobody's benefit.
 * {@code -Drepeat=50} compares more of them.
 */
class JdbcSequenceTest {

    private static final int SCRIPTS = 200;
    private static final int STEPS = 120;
    private static final int LINES_SHOWN = 20;

    /** The statement was closed, or its rows were: three texts for that, depending on what is asked first. */
    private static final Pattern CLOSED = Pattern.compile(
            "stmt pointer is closed|statement is not executing|SQLite JDBC: inconsistent internal state");

    @TempDir
    Path folder;

    private Path template;

    @BeforeEach
    void makeTheTemplate() throws SQLException {
        template = folder.resolve("template.db");
        try (Connection connection = Sql.plain(template)) {
            Sql.run(connection, "CREATE TABLE parent(id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL UNIQUE)");
            Sql.run(connection, "CREATE TABLE t(n INTEGER, s TEXT DEFAULT 'x')");
            Sql.run(connection, "CREATE INDEX i ON t(n, s)");
            Sql.run(connection, "CREATE VIEW v AS SELECT n FROM t");
            Sql.run(connection, "CREATE TRIGGER vi INSTEAD OF INSERT ON v BEGIN INSERT INTO t(n) VALUES (new.n); END");
            Sql.run(
                    connection,
                    "CREATE TRIGGER vu INSTEAD OF UPDATE ON v BEGIN UPDATE t SET n = new.n WHERE n = old.n; END");
            Sql.run(connection, "CREATE TRIGGER vd INSTEAD OF DELETE ON v BEGIN DELETE FROM t WHERE n = old.n; END");
            Sql.run(connection, "INSERT INTO parent VALUES (1, 'one')");
            Sql.run(connection, "INSERT INTO t VALUES (1, 'a'), (2, NULL), (3, 'c')");
        }
    }

    @Test
    void randomSequencesOfCallsAreAlike() throws Exception {
        List<String> differences = new ArrayList<>();
        long scripts = (long) SCRIPTS * Integer.getInteger("repeat", 1);
        for (long seed = 1; seed <= scripts && differences.size() < 10; seed++) {
            compare(seed, log("jdbc:honker:sqlite:", seed), log("jdbc:sqlite:", seed), differences);
        }
        assertThat(differences).isEmpty();
    }

    private static void compare(long seed, List<String> honker, List<String> plain, List<String> differences) {
        for (int i = 0; i < Math.min(plain.size(), honker.size()); i++) {
            if (plain.get(i).contains("SQL statements in progress")) {
                // why: plain sqlite-jdbc is now inside a transaction that nobody ends
                return;
            }
            if (!isAlike(honker.get(i), plain.get(i))) {
                differences.add("seed " + seed + "\n"
                        + String.join("\n", plain.subList(Math.max(0, i - LINES_SHOWN), i))
                        + "\n  plain:  " + plain.get(i) + "\n  honker: " + honker.get(i));
                return;
            }
        }
        assertThat(honker).hasSameSizeAs(plain);
    }

    private static boolean isAlike(String honker, String plain) {
        return normal(honker).equals(normal(plain))
                // a finalized statement, which honker has prepared again
                || CLOSED.matcher(plain).find()
                || plain.contains("NullPointerException")
                // the remains of an empty text, which plain can't close
                || plain.matches(".*(has been finalized|Already added pointer).*")
                        && (honker.contains("has been finalized") || honker.startsWith("close() -> Boolean true"))
                // the same with a code and a longer text
                || plain.contains("SQLException 0 database in auto-commit mode")
                        && honker.contains("SQLiteException 21 database in auto-commit mode");
    }

    private static String normal(String line) {
        return CLOSED.matcher(line).replaceAll("closed").replace("column -1 out", "column 0 out");
    }

    private List<String> log(String prefix, long seed) throws Exception {
        Path file = folder.resolve(seed + ".db");
        Files.copy(template, file);
        String url = prefix + file + "?journal_mode=MEMORY&synchronous=OFF";
        try {
            return new JdbcScript(DriverManager.getConnection(url), file, seed).run(STEPS);
        } finally {
            Files.delete(file);
        }
    }
}
