package dev.honker.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The rows as a table for people, on the terminal and as a Markdown page; immutable.
 *
 * @param rows in the order of the table
 * @param quick whether the run was a short one, whose figures prove little
 */
public record Report(List<Row> rows, boolean quick) {

    private static final String METHOD = """
            Every figure compares two things in one run on one machine; absolute times stand beside it only for orientation.
            Both sides use the same journal mode (WAL), `synchronous` (NORMAL), `busy_timeout`, `wal_autocheckpoint`, page and
            cache size, which the harness reads back and compares, the same rows, prepared statements and fresh files. One
            repetition is a row of short slices that alternate between the sides, judged by the median slice of each; a row of
            the table is the median of the repetitions, with the least and the greatest beside it. Plain statements get fresh
            connections for each repetition, because the luck of memory layout stays with a connection. Wake latencies are counted
            from the return of the committing call to the return of `awaitUpdate` in the waiting thread that then reads the new
            row; across processes both stamps are `System.nanoTime`, which on Linux is one clock for all processes.
            Of eight threads that write through one pool, a latency is that of the thread that had the worst of it. The p99 of its
            transactions hides a thread that starves, because such a thread makes few of them; so there is the p99 of its moments,
            too: how much longer its present transaction takes, looked at from any moment of its time. A worker beside threads that
            write, the same worker alone, and the threads without it take turns on one file; the waits of the worker are those that
            `Database.writerLock()` reports. The worker and db-scheduler (immediate execution, its SQLite customization,
            HikariCP, much fetched at a time) take turns, each on a file of its own; a producer thread stays at most 2,000 jobs
            ahead of them, and only jobs whose rows are gone count. The replay of a stream and the loop read the same file.
            Virtual threads run in JVMs of their own with eight carriers, each thread on its own connection.
            """;

    /** One row on one line. */
    public static String line(Row row) {
        return row.verdict() + "  " + row.what() + ": " + row.median() + " (" + row.spread() + "), bar " + row.bar()
                + (row.note().isEmpty() ? "" : "; " + row.note());
    }

    /** All rows, aligned. */
    public String table() {
        int width = rows.stream().mapToInt(row -> row.what().length()).max().orElse(0);
        StringBuilder table = new StringBuilder();
        for (Row row : rows) {
            table.append(String.format(
                    "%-" + Math.max(1, width) + "s  %-12s %-12s %-24s %s  %s%n",
                    row.what(),
                    row.bar(),
                    row.median(),
                    row.spread(),
                    row.verdict(),
                    row.note()));
        }
        return table.toString();
    }

    /** Writes the page. */
    public void write(Path page) throws IOException {
        StringBuilder text = new StringBuilder("# Benchmarks\n\n");
        String command = System.getenv("BENCH_COMMAND");
        text.append("* Command: `")
                .append(command == null ? "./bench" : command)
                .append("`\n");
        text.append("* Date: ")
                .append(Instant.now().truncatedTo(ChronoUnit.MINUTES))
                .append(quick ? ", a quick run\n" : "\n");
        text.append("* Machine: ").append(Machine.describe()).append("\n");
        text.append("* Load average at the end, this run included: ")
                .append(Machine.load())
                .append("\n\n");
        text.append(METHOD).append('\n');
        text.append("| what | bar | median | min – max | | absolute |\n|---|---|---|---|---|---|\n");
        for (Row row : rows) {
            text.append("| ")
                    .append(String.join(
                            " | ", row.what(), row.bar(), row.median(), row.spread(), row.verdict(), row.note()))
                    .append(" |\n");
        }
        if (page.getParent() != null) {
            Files.createDirectories(page.getParent());
        }
        Files.writeString(page, text);
    }
}
