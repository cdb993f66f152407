package dev.honker.internal.sqlite;

import dev.honker.internal.check.Loggers;
import dev.honker.internal.file.FileIdentity;
import dev.honker.internal.file.WalGrowth;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;

/** Warns of a write-ahead log that has grown too large, and names its readers; stateless. */
final class WalWarning implements WalGrowth.Report {

    private static final Logger LOG = Loggers.CONNECTION;
    private static final long MEBI = 1L << 20;

    @Override
    public void grown(FileIdentity file, Path database, long bytes, long limit) {
        if (LOG.isLoggable(Level.WARNING)) {
            LOG.log(
                    Level.WARNING,
                    "honker: the write-ahead log of " + database.getFileName() + " has " + size(bytes) + ", more than "
                            + size(limit) + ", and grows as long as somebody reads an old state from it; "
                            + WalReaders.describe(file, database)
                            + ". End a transaction, or close a result set, that lasts that long; the log is then used again from"
                            + " its beginning, and PRAGMA wal_checkpoint(TRUNCATE) makes the file small");
        }
    }

    private static String size(long bytes) {
        return bytes < MEBI ? bytes + " bytes" : bytes / MEBI + " MiB";
    }
}
