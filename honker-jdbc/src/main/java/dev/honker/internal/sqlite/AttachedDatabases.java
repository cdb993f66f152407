package dev.honker.internal.sqlite;

import dev.honker.internal.check.Loggers;
import dev.honker.internal.file.FileIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The databases that one connection has attached, and the write locks that its open transaction holds on their files. For the thread
 * that runs the connection, except {@link #release} and {@link #close}.
 *
 * <p>BEGIN IMMEDIATE locks every attached file, also those that the transaction never writes, and two connections with crossed
 * attachments then fail against each other. So with attached databases a transaction begins deferred, and each file is locked when a
 * statement is about to touch it: the main one as soon as it is read, so that what was read can be written later, an attached one when
 * it is written. Which files a statement touches is asked of SQLite: EXPLAIN lists the transactions that its program opens, those of
 * triggers and foreign keys included.
 */
final class AttachedDatabases {

    private static final int MOST_REMEMBERED = 200;

    private final HonkerSqliteConnection connection;
    private final Map<String, TouchedDatabases> remembered = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<FileIdentity, WriterLockHold> holds = new HashMap<>();
    private final Map<String, FileIdentity> files = new HashMap<>();
    private final Map<Long, String> names = new HashMap<>();
    private boolean changed;

    /** Whether a lock was ever taken: all that follows is for nothing otherwise. */
    private volatile boolean used;

    AttachedDatabases(HonkerSqliteConnection connection) {
        this.connection = connection;
    }

    /** A statement has run that may have attached or detached a database. */
    void changed() {
        changed = true;
    }

    /** Whether there is any. */
    boolean any() throws SQLException {
        if (changed) {
            list();
            changed = false;
        }
        return !files.isEmpty();
    }

    /** Asks SQLite which databases a statement touches; the programs of honker's functions, which it can't see, write the main one. */
    TouchedDatabases touchedBy(SqlShape shape) throws SQLException {
        TouchedDatabases touched = remembered.get(shape.sql());
        if (touched == null) {
            TouchedDatabases explained = explain(shape.sql());
            touched = shape.callsWriter() ? new TouchedDatabases(true, true, explained.attachedWritten()) : explained;
            remembered.put(shape.sql(), touched);
            if (remembered.size() > MOST_REMEMBERED) {
                remembered.remove(remembered.keySet().iterator().next());
            }
        }
        return touched;
    }

    private TouchedDatabases explain(String sql) throws SQLException {
        InnerStatement program;
        try {
            program = new InnerStatement(connection, "EXPLAIN " + sql);
        } catch (SQLException e) {
            return TouchedDatabases.UNKNOWN;
        }
        boolean touchesMain = false;
        boolean writesMain = false;
        Set<String> written = new HashSet<>();
        try {
            for (boolean row = program.startUnbound(); row; row = program.next()) {
                if ("Transaction".equals(program.text(2))) {
                    boolean writes = program.integer(4) != 0;
                    String name = names.get(program.integer(3));
                    if ("main".equals(name)) {
                        touchesMain = true;
                        writesMain |= writes;
                    } else if (writes && name != null && files.containsKey(name)) {
                        written.add(name);
                    }
                }
            }
        } finally {
            program.finish();
            program.close();
        }
        return new TouchedDatabases(touchesMain, writesMain, Set.copyOf(written));
    }

    /** Waits for the write locks of these attached databases, which are held until {@link #release}. */
    void acquire(TouchedDatabases touched, String sql, int timeoutMillis) throws SQLException {
        for (String name : touched.attachedWritten()) {
            FileIdentity file = files.get(name);
            if (file != null) {
                hold(name, file).acquire(sql, timeoutMillis);
            }
        }
    }

    private WriterLockHold hold(String name, FileIdentity file) {
        used = true;
        synchronized (holds) {
            return holds.computeIfAbsent(
                    file, key -> new WriterLockHold(connection, name, HonkerSqliteConnection.WRITERS.acquire(key)));
        }
    }

    /** Gives SQLite its whole busy timeout again after a wait for one of the locks. */
    void restoreTimeout() throws SQLException {
        if (!used) {
            return;
        }
        synchronized (holds) {
            for (WriterLockHold hold : holds.values()) {
                hold.restoreTimeout();
            }
        }
    }

    /** Releases the locks that are held. Any thread may call it. */
    void release(boolean committed) {
        if (!used) {
            return;
        }
        synchronized (holds) {
            holds.values().forEach(hold -> hold.release(committed));
        }
    }

    /** Ends a wait for one of the locks. Any thread may call it. */
    void cancel() {
        synchronized (holds) {
            holds.values().forEach(WriterLockHold::cancel);
        }
    }

    /** Releases everything; the connection is closed. */
    void close() {
        synchronized (holds) {
            release(false);
            holds.keySet().forEach(HonkerSqliteConnection.WRITERS::release);
            holds.clear();
        }
    }

    private void list() throws SQLException {
        remembered.clear();
        files.clear();
        names.clear();
        InnerStatement list = new InnerStatement(connection, "PRAGMA database_list");
        try {
            for (boolean row = list.start(); row; row = list.next()) {
                names.put(list.integer(1), String.valueOf(list.text(2)));
                add(String.valueOf(list.text(2)), list.text(3));
            }
        } finally {
            list.finish();
            list.close();
        }
    }

    /** A database in memory is nobody else's, and the main one attached once more is locked as the main one. */
    private void add(String name, @Nullable String file) {
        if (name.equals("main") || name.equals("temp") || file == null || file.isEmpty()) {
            return;
        }
        try {
            FileIdentity identity = FileIdentity.of(Path.of(file));
            if (!identity.equals(connection.identity())) {
                files.put(name, identity);
            }
        } catch (IOException | IllegalArgumentException e) {
            // why: without its identity it takes part in no queue; SQLite's own lock guards it all the same
            Loggers.CONNECTION.log(System.Logger.Level.DEBUG, "the attached file of " + name + " can't be examined", e);
        }
    }
}
