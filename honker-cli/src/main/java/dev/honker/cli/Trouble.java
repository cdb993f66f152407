package dev.honker.cli;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What SQLite's refusals mean to whoever named the file; stateless. */
final class Trouble {

    private static final Pattern CODE = Pattern.compile("\\[SQLITE_([A-Z]+)\\w*]");

    private static final Map<String, String> MEANINGS = Map.of(
            "NOTADB", "is not a SQLite database, or is encrypted",
            "CORRUPT", "is damaged; honker check says where, a backup or SQLite's .recover mends it",
            "CANTOPEN", "can't be opened: this user has to be allowed to read and write the file and its folder",
            "READONLY",
                    "can't be written by this user; where the journal mode is wal, even reading writes beside the file,"
                            + " so work as a user who may write the file and its folder, or on a copy",
            "BUSY",
                    "is locked: another program writes, and did not end in time; try again, honker check tells who has it open",
            "LOCKED", "is locked: another program writes, and did not end in time; try again",
            "FULL", "can't grow: the disk is full");

    private Trouble() {}

    /** The meaning of a message for this file; empty if it is not one of those. */
    static Optional<String> of(String message, Object file) {
        Matcher code = CODE.matcher(message);
        return code.find() && MEANINGS.containsKey(code.group(1))
                ? Optional.of(file + " " + MEANINGS.get(code.group(1)) + " ("
                        + code.group().replaceAll("[\\[\\]]", "") + ")")
                : Optional.empty();
    }
}
