package dev.honker.internal.inspect;

import dev.honker.FileInfo;
import dev.honker.internal.engine.FilePragmas;
import dev.honker.internal.engine.Session;
import dev.honker.internal.file.FileIdentity;
import dev.honker.internal.file.WalGrowth;
import dev.honker.internal.sqlite.WalReaders;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Whether the file as a file is well; stateless. */
final class FileCheck {

    private static final long MOST_WAL_PAGES = (long) WalGrowth.MOST_CHECKPOINTS * WalGrowth.DEFAULT_CHECKPOINT_PAGES;

    private static final long MEBI = 1L << 20;

    private FileCheck() {}

    private static String readers(Path path) {
        try {
            return WalReaders.describe(FileIdentity.of(path), path);
        } catch (IOException e) {
            return "its readers cannot be looked for: " + e;
        }
    }

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
                            + "; " + readers(file.path())
                            + ". A reader of an old state keeps it from being used again from its beginning: end that reader,"
                            + " then run PRAGMA wal_checkpoint(TRUNCATE)");
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
