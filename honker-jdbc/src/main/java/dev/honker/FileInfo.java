package dev.honker;

import java.nio.file.Path;

/**
 * A database file at one moment.
 *
 * @param path where it is; absolute
 * @param identity which file it is, as the file system tells it: a file put in its place has another
 * @param journalMode how SQLite keeps its journal, in lower case; {@code wal} as a rule
 * @param bytes the size of the file
 * @param walBytes the size of the write-ahead log beside it; 0 if there is none
 * @param pageBytes the size of a page
 * @param freePages how many pages are unused
 * @param sqliteVersion the version of SQLite that reads it here
 */
public record FileInfo(
        Path path,
        String identity,
        String journalMode,
        long bytes,
        long walBytes,
        long pageBytes,
        long freePages,
        String sqliteVersion) {}
