package dev.honker.jdbc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connection properties for which honker has a default or a meaning of its own; every other property of sqlite-jdbc passes
 * through. Each can stand in the URL ({@code jdbc:honker:sqlite:app.db?busy_timeout=2000}) or in the {@code Properties}, which
 * win. This list is the source of URL parsing, of {@code Driver.getPropertyInfo} and of the table in the README.
 */
public enum HonkerProperty {
    /** How long a statement waits for a lock. */
    BUSY_TIMEOUT(
            "busy_timeout",
            "5000",
            "ms",
            "How long a statement waits for a lock before it fails with SQLITE_BUSY; 0 fails at once."),

    /** The journal mode that the file is converted to. */
    JOURNAL_MODE(
            "journal_mode",
            "WAL",
            "",
            "The journal mode that the file is converted to at open. Honker works in each that is kept on disk.",
            "WAL",
            "DELETE",
            "TRUNCATE",
            "PERSIST",
            "MEMORY",
            "OFF"),

    /** How carefully a commit is written. */
    SYNCHRONOUS(
            "synchronous",
            "NORMAL",
            "",
            "How carefully a commit is written: with NORMAL in WAL mode the last commits may be lost when the power fails,"
                    + " never when the process dies; FULL keeps them.",
            "OFF",
            "NORMAL",
            "FULL",
            "EXTRA"),

    /** After how many pages the WAL is written back. */
    WAL_AUTOCHECKPOINT(
            "wal_autocheckpoint",
            "10000",
            "pages",
            "After how many pages the write-ahead log is written back into the database; 0 or less turns that off."),

    /** How a read-write transaction begins. */
    TRANSACTION_MODE(
            "transaction_mode",
            "IMMEDIATE",
            "",
            "How a read-write transaction begins, at its first statement. IMMEDIATE takes the write lock then, so that no"
                    + " transaction that reads first and writes later fails half-way; one declared read-only always begins"
                    + " DEFERRED.",
            "DEFERRED",
            "IMMEDIATE",
            "EXCLUSIVE"),

    /** When a transaction that has only read lets others write. */
    READ_YIELD(
            "honker.read_yield",
            "20",
            "ms",
            "How long a transaction in mode IMMEDIATE that has only read may rest, running no statement, before it gives the write"
                    + " lock to another thread that waits for it; it keeps its snapshot, and its own later write fails with"
                    + " SQLITE_BUSY_SNAPSHOT if somebody has committed since. The same thread's other connection gets the lock"
                    + " at once. 0 means never, also in the same thread. In WAL mode only."),

    /** What makes the watcher look for commits. */
    WATCHER(
            "honker.watcher",
            "auto",
            "",
            "What makes the watcher look for commits. auto is polling; kernel (directory events) and shm (the WAL index) are"
                    + " experimental and refused where they cannot work.",
            "auto",
            "polling",
            "kernel",
            "shm"),

    /** How often the watcher looks. */
    POLL_INTERVAL(
            "honker.poll_interval",
            "1",
            "ms",
            "How often the watcher looks for commits of other processes; at least 1."),

    /** The time zone of schedules. */
    TIME_ZONE(
            "honker.time_zone",
            null,
            "",
            "The time zone in which schedules are resolved, for example Europe/Berlin; all programs that run the scheduler of"
                    + " a file need the same. Default: the zone of the process.");

    private final String key;
    private final @Nullable String defaultValue;
    private final String unit;
    private final String description;
    private final List<String> choices;

    HonkerProperty(String key, @Nullable String defaultValue, String unit, String description, String... choices) {
        this.key = key;
        this.defaultValue = defaultValue;
        this.unit = unit;
        this.description = description;
        this.choices = List.of(choices);
    }

    /** The name in a URL or in {@code Properties}. */
    public String key() {
        return key;
    }

    /** The value without an explicit one; null where it is taken from the process. */
    public @Nullable String defaultValue() {
        return defaultValue;
    }

    /** The unit of the value, empty if it has none. */
    public String unit() {
        return unit;
    }

    /** What the property does, in a sentence or two. */
    public String description() {
        return description;
    }

    /** The values it can have, matched without regard to case; empty if they can't be listed. */
    public List<String> choices() {
        return choices;
    }
}
