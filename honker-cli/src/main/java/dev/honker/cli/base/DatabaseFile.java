package dev.honker.cli.base;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.OpenOptions;
import dev.honker.jdbc.HonkerDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The file that a command works on, and ways to open it; immutable. */
public final class DatabaseFile {

    private static final String READ_ONLY = "1";

    private final Path path;

    /** The file at this path, which need not exist. A URL is refused: as a path it would be another file. */
    public DatabaseFile(Path path) {
        String url = path.toString();
        if (url.regionMatches(true, 0, "jdbc:", 0, 5) && !Files.exists(path)) {
            throw new Refusal(path + " is a URL; name the file: -d "
                    + url.replaceFirst("(?i)^jdbc:(honker:)?sqlite:", "").replaceFirst("[?].*$", ""));
        }
        this.path = path;
    }

    /** Opens the file so that nothing in it can be written; it must exist and have honker's tables. To be closed. */
    public Database openToRead() {
        requireFile();
        return requireTables(readOnly(), "");
    }

    /** As {@link #openToRead}, but nothing is looked at before it is used: the file need not exist until then. */
    public Database withoutLooking() {
        return readOnly();
    }

    /** Opens a file with honker's tables, keeps its journal mode, and adds tables that it lacks. To be closed. */
    public Database openToWrite() {
        requireFile();
        try (Database look = requireTables(readOnly(), "; name it with --create if it is to get them")) {
            return openToWrite(look.inspection().file().journalMode());
        }
    }

    /** As {@link #openToWrite}, but makes the file and honker's tables where they are missing. */
    public Database openOrCreate() {
        if (!Files.exists(path)) {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                throw new Refusal("no folder " + folder + " to create " + path.getFileName() + " in");
            }
            return Honker.open(path);
        }
        requireFile();
        try (Database look = readOnly()) {
            return openToWrite(look.inspection().file().journalMode());
        }
    }

    private Database openToWrite(String journalMode) {
        return Honker.open(path, OpenOptions.builder().journalMode(journalMode).build());
    }

    private Database readOnly() {
        // why a URI: a question mark in a plain name would begin the properties
        HonkerDataSource dataSource = new HonkerDataSource("jdbc:honker:sqlite:"
                + path.toAbsolutePath().normalize().toUri().toASCIIString());
        Properties properties = new Properties();
        properties.setProperty("open_mode", READ_ONLY);
        dataSource.setProperties(properties);
        return Honker.of(dataSource);
    }

    private void requireFile() {
        if (!Files.exists(path)) {
            throw new Refusal("no file " + path + "; only enqueue and notify create one, with --create");
        }
        if (!Files.isRegularFile(path)) {
            throw new Refusal(path + " is not a file");
        }
    }

    private Database requireTables(Database database, String advice) {
        boolean found = false;
        try {
            found = database.inspection().hasTables();
        } finally {
            if (!found) {
                database.close();
            }
        }
        if (!found) {
            throw new Refusal(path + " is a database without tables of honker" + advice);
        }
        return database;
    }

    /** The path as it was named. */
    @Override
    public String toString() {
        return path.toString();
    }
}
