package dev.honker.jdbc;

import java.util.List;
import java.util.Random;

/** The SQL texts of random scripts, for the tables of {@link JdbcSequenceTest}. Stateless. */
final class ScriptSql {

    private static final List<String> QUERIES = List.of(
            "SELECT n, s FROM t ORDER BY n",
            "SELECT id, name AS x FROM parent",
            "SELECT n FROM t WHERE n > 100",
            "VALUES (1), (2), (3)",
            "SELECT 1",
            "SELECT count(*), max(n) FROM t",
            "SELECT last_insert_rowid() > -1",
            "WITH c AS (SELECT n FROM t) SELECT * FROM c ORDER BY 1",
            "SELECT abs(-9223372036854775808) FROM t",
            "SELECT n FROM v ORDER BY n");

    private static final List<String> CHANGES = List.of(
            "INSERT INTO t(n) VALUES (3)",
            "INSERT INTO t(n, s) VALUES (4, 'd'), (5, 'e')",
            "INSERT INTO parent(name) VALUES ('p' || abs(random()))",
            "INSERT INTO parent VALUES (1, 'twice')",
            "INSERT OR IGNORE INTO parent VALUES (1, 'twice')",
            "REPLACE INTO parent VALUES (1, 'again')",
            "UPDATE t SET n = n + 1",
            "UPDATE t SET n = n + 1 WHERE n > 1000",
            "DELETE FROM t WHERE n = 4",
            "DELETE FROM nowhere",
            "UPDATE v SET n = n + 1",
            "DELETE FROM v WHERE n > 2",
            "INSERT INTO v VALUES (7), (8), (9)",
            "WITH c(x) AS (SELECT 6) INSERT INTO t(n) SELECT x FROM c");

    private static final List<String> OTHERS = List.of(
            "",
            " ",
            ";",
            "-- nothing",
            "/* nothing */",
            "not SQL",
            "SELECT",
            "SELECT ?",
            "CREATE TABLE IF NOT EXISTS x(y)",
            "CREATE TABLE y AS SELECT * FROM t",
            "DROP TABLE IF EXISTS x",
            "ALTER TABLE t ADD COLUMN z",
            "PRAGMA user_version",
            "PRAGMA user_version = 7",
            "PRAGMA foreign_keys",
            "EXPLAIN QUERY PLAN SELECT n FROM t",
            "INSERT INTO t(n) VALUES (9) RETURNING n",
            "INSERT INTO t(n) VALUES (10), (11) RETURNING n, s",
            "DELETE FROM t WHERE n > 8 RETURNING n",
            "INSERT INTO t(n) VALUES (1); INSERT INTO t(n) VALUES (2)",
            "UPDATE t SET n = 1; UPDATE t SET n = 2",
            "SELECT 1; SELECT 2",
            "INSERT INTO t(n) VALUES (1);",
            "INSERT INTO t(n) VALUES (1); -- done",
            "ATTACH ':memory:' AS b",
            "DETACH b",
            "ANALYZE",
            "REINDEX");

    private static final List<String> CONTROL = List.of(
            "BEGIN", "COMMIT", "END", "ROLLBACK", "BEGIN IMMEDIATE", "SAVEPOINT a", "RELEASE a", "ROLLBACK TO a");

    private ScriptSql() {}

    /** Picks a text; of those that begin and end transactions only if the script does so by texts. */
    static String any(Random random, boolean byText) {
        int kind = random.nextInt(11);
        if (kind == 10 && byText) {
            return pick(CONTROL, random);
        }
        return pick(kind < 4 ? QUERIES : kind < 8 ? CHANGES : OTHERS, random);
    }

    private static String pick(List<String> texts, Random random) {
        return texts.get(random.nextInt(texts.size()));
    }
}
