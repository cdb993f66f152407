package dev.honker.internal.inspect;

import dev.honker.FileInfo;
import dev.honker.internal.engine.FilePragmas;
import dev.honker.internal.engine.Session;
import java.sql.SQLException;
import java.util.List;

/** Whether the file as a file is well; stateless. */
final class FileCheck {

    /** Four times what honker's programs let it grow to before they write it back. */
    private static final long MOST_WAL_PAGES = 40_000;

    private static final long MEBI = 1L << 20;

    private FileCheck() {}

    /** Checks every page. Returns whether all are well. */
    static boolean readsWhole(Session session, Findings findings) throws SQLException {
        List<String> faults = FilePragmas.faults(session);
        faults.forEach(fault -> findings.problem("content", fault + "; restore a backup, or try SQLite's .recover"));
        return faults.isEmpty();
    }

    static void run(FileInfo file, Findings findings) {
        long most = MOST_WAL_PAGES * file.pageBytes();
        if (file.walBytes() > most) {
            findings.problem(
                    "wal",
                    "the write-ahead log has " + file.walBytes() / MEBI + " MiB, more than " + most / MEBI
                            + ": one transaction was that large, or one that stays open keeps it from being written back; end"
                            + " it, then run PRAGMA wal_checkpoint(TRUNCATE)");
        }
        if (!file.journalMode().equals("wal")) {
            findings.note(
                    "journal",
                    "journal_mode is " + file.journalMode()
                            + ": honker works, but readers wait for writers; programs that open the file with honker's"
                            + " defaults convert it to wal");
        }
    }
}
