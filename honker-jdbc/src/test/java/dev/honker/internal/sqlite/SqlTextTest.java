package dev.honker.internal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SqlTextTest {

    @Test
    void stringsAreMasked() {
        assertMasked("SELECT * FROM t WHERE name = 'Ada'", "SELECT * FROM t WHERE name = '…'");
        assertMasked("VALUES ('', 'a', 'b')", "VALUES ('…', '…', '…')");
    }

    @Test
    void aDoubledQuoteDoesNotEndAString() {
        assertMasked("SET name = 'O''Hara secret', x = 'y'''", "SET name = '…', x = '…'");
        assertMasked("SELECT ''''", "SELECT '…'");
    }

    @Test
    void aStringThatDoesNotEndIsMaskedToItsEnd() {
        assertMasked("SELECT 'secret", "SELECT '…'");
        assertMasked("SELECT 'secret''", "SELECT '…'");
        assertMasked("SELECT '", "SELECT '…'");
    }

    @Test
    void whatLooksLikeACommentInsideAStringIsPartOfIt() {
        assertMasked("SELECT 'a -- b', 'c /* d', e", "SELECT '…', '…', e");
    }

    @Test
    void blobsAreMasked() {
        assertMasked("INSERT INTO t VALUES (x'53454352', X'4554')", "INSERT INTO t VALUES (x'…', X'…')");
        assertMasked("SELECT max'a'", "SELECT max'…'");
    }

    @Test
    void numbersAreMaskedInEveryNotation() {
        assertMasked("SELECT 1, 2.5, .5, 1e9, 1.5E-3, 6e+2, 0xFF, 1_000", "SELECT ?, ?, ?, ?, ?, ?, ?, ?");
        assertMasked("SELECT -7, a-7, a+7", "SELECT -?, a-?, a+?");
    }

    @Test
    void namesWithDigitsStay() {
        assertMasked("SELECT t1.c2, sha256(c3), a$4 FROM t1", "SELECT t1.c2, sha256(c3), a$4 FROM t1");
        assertMasked("SELECT größe2 FROM 表1", "SELECT größe2 FROM 表1");
    }

    @Test
    void parametersStay() {
        assertMasked("VALUES (?, ?12, :name, @at2, $x3)", "VALUES (?, ?12, :name, @at2, $x3)");
    }

    @Test
    void quotedNamesStay() {
        assertMasked(
                "SELECT \"order\".\"line-no\", `a b`, [c1] FROM \"order\"",
                "SELECT \"order\".\"line-no\", `a b`, [c1] FROM \"order\"");
    }

    @Test
    void aQuoteInsideAQuotedNameDoesNotBeginAString() {
        assertMasked("SELECT \"it's\", 'x' FROM t", "SELECT \"…\", '…' FROM t");
        assertMasked("SELECT [it's], 'x' FROM t", "SELECT […], '…' FROM t");
    }

    @Test
    void aTextInDoubleQuotesThatCanBeNoPlainNameIsMasked() {
        assertMasked("SELECT \"{\"\"pin\"\":1}\" AS a", "SELECT \"…\" AS a");
        assertMasked("SELECT \"ada@example.org\", \"4711\"", "SELECT \"…\", \"…\"");
        assertMasked("SELECT \"secret", "SELECT \"…\"");
    }

    @Test
    void commentsAreLeftOut() {
        assertMasked("/* user=ada */ SELECT a -- 'x'\n, b /* c", "SELECT a , b");
        assertMasked("-- secret", "");
    }

    @Test
    void whiteSpaceIsOneSpace() {
        assertMasked("  SELECT\n\t a,\r\n  b  ", "SELECT a, b");
        assertMasked("SELECT\u0000a\u001b[31m", "SELECT a […]");
    }

    @Test
    void aLongTextIsCutWithoutSplittingACharacter() {
        assertThat(SqlText.masked("SELECT " + "a, ".repeat(100))).hasSize(120).endsWith("...");
        assertThat(SqlText.masked("a".repeat(116) + "😀".repeat(10))).isEqualTo("a".repeat(116) + "...");
        assertThat(SqlText.masked("a".repeat(120))).isEqualTo("a".repeat(120));
    }

    @Test
    void operatorsStay() {
        assertMasked("SELECT p->>'$.pin', a||'b', c/2 FROM t;", "SELECT p->>'…', a||'…', c/? FROM t;");
    }

    /** The secret is written in whatever notation SQLite itself takes for a value, between any other tokens. */
    @Test
    void noValueThatSqliteReadsIsEverShown() throws Exception {
        List<String> values = List.of(
                "'4711'",
                "'it''s 4711'",
                "'-- 4711'",
                "'/* 4711'",
                "4711",
                "-4711.0",
                "0x4711",
                "4711e2",
                "x'4711'",
                "'\"4711'");
        List<String> others =
                List.of("a", "\"a\"", "[a]", "`a`", "/* it's */ a", "a -- it's\n", "?", ":p", "max(a, b)", "\"it's\"");
        Random random = new Random(7);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (a, b, \"it's\")");
            for (int i = 0; i < 2_000; i++) {
                String sql = "SELECT " + any(others, random) + ", " + any(values, random) + ", " + any(others, random)
                        + " FROM t WHERE a = " + any(values, random);
                connection.prepareStatement(sql).close();
                assertThat(SqlText.masked(sql)).as(sql).doesNotContain("4711").contains("FROM t WHERE a = ");
            }
        }
    }

    private static String any(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static void assertMasked(String sql, String shown) {
        assertThat(SqlText.masked(sql)).isEqualTo(shown);
    }
}
