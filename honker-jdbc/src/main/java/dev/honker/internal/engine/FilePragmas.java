package dev.honker.internal.engine;

import java.sql.SQLException;
import java.util.List;

/** What SQLite says of the file as a file; stateless. Reads only. */
public final class FilePragmas {

    private static final int MOST_FAULTS = 10;

    private FilePragmas() {}

    /** How the journal is kept, in lower case. */
    public static String journalMode(Session session) throws SQLException {
        return text(session, "PRAGMA main.journal_mode");
    }

    /** The size of a page in bytes. */
    public static long pageBytes(Session session) throws SQLException {
        return number(session, "PRAGMA main.page_size");
    }

    /** How many pages are unused. */
    public static long freePages(Session session) throws SQLException {
        return number(session, "PRAGMA main.freelist_count");
    }

    /** The version of SQLite. */
    public static String sqliteVersion(Session session) throws SQLException {
        return text(session, "SELECT sqlite_version()");
    }

    /** What is broken in the file's pages, ten faults at most; empty if nothing is. Reads the whole file. */
    public static List<String> faults(Session session) throws SQLException {
        return session.query("PRAGMA main.quick_check(" + MOST_FAULTS + ")", row -> Texts.stored(row, 1)).stream()
                .filter(fault -> !fault.equals("ok"))
                .toList();
    }

    private static String text(Session session, String sql) throws SQLException {
        return session.query(sql, row -> Texts.stored(row, 1)).stream()
                .findFirst()
                .orElse("");
    }

    private static long number(Session session, String sql) throws SQLException {
        Long number = session.queryLong(sql);
        return number == null ? 0 : number;
    }
}
