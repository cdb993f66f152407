package dev.honker.example.shop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param database the user's own Chinook file, of which a copy is used
 * @param keep where the file with the new orders stays; without it the file is temporary
 * @param plain the same application on plain SQLite, for comparison
 */
record Options(Optional<Path> database, Optional<Path> keep, boolean plain) {

    static final String USAGE = """
            Replays the invoices of the Chinook store as new orders; a second JVM writes their receipts.

              --database FILE   work on a copy of this Chinook database; FILE itself is only read
              --keep FILE       leave the database with the new orders in this new file
              --plain           the same shop on jdbc:sqlite:, without jobs, events and receipts
              --help            this text
            """;

    static Options parse(String... arguments) {
        Optional<Path> database = Optional.empty();
        Optional<Path> keep = Optional.empty();
        boolean plain = false;
        Iterator<String> rest = Arrays.asList(arguments).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--database" -> database = Optional.of(file(option, rest));
                case "--keep" -> keep = Optional.of(newFile(file(option, rest)));
                case "--plain" -> plain = true;
                default -> throw new IllegalArgumentException("Unknown option " + option + "; --help lists them");
            }
        }
        return new Options(database, keep, plain);
    }

    private static Path file(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a file");
        }
        return Path.of(rest.next()).toAbsolutePath();
    }

    private static Path newFile(Path file) {
        if (Files.exists(file)) {
            throw new IllegalArgumentException("--keep never overwrites, and " + file + " exists");
        }
        return file;
    }
}
