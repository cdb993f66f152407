package dev.honker.benchmarks.orm;

import javax.sql.DataSource;

/** A tool that has a transaction open while it writes rows; for one thread. */
interface Tool extends AutoCloseable {

    /** A table as an application would make it that keeps its jobs by itself. */
    String TABLE = """
            CREATE TABLE jobs(id INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, payload TEXT NOT NULL,
            run_at INTEGER NOT NULL DEFAULT (unixepoch()), priority INTEGER NOT NULL, max_attempts INTEGER NOT NULL)""";

    /** What its workers would need. */
    String INDEX = "CREATE INDEX jobs_due ON jobs(queue, priority DESC, run_at, id)";

    /** Its name in the report. */
    String name();

    /** What {@link #insert} is, in the report. */
    default String floor() {
        return "its native INSERT";
    }

    /** Enqueues that many jobs in one transaction by honker's helper, one call each. */
    void enqueue(int jobs);

    /** Inserts that many rows into the table in one transaction by the tool's native SQL, one call each. */
    void insert(int rows);

    @Override
    void close();

    /** How one is made. */
    @FunctionalInterface
    interface Opener {
        Tool open(DataSource pool);
    }
}
