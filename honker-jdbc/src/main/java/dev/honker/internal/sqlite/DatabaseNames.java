package dev.honker.internal.sqlite;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can be said of a database's name before it is opened. Stateless. */
public final class DatabaseNames {

    /** Why a database in memory is refused, and what to do. */
    static final String IN_MEMORY =
            "honker needs a database file: commits to a database in memory cannot be seen from outside,"
                    + " and nothing of it survives. Name a file, for example jdbc:honker:sqlite:app.db;"
                    + " for a test, one in a temporary folder";

    private DatabaseNames() {}

    /** Why the database of this name can't be used, or null if it can. */
    public static @Nullable String objection(String fileName) {
        if (fileName.indexOf('\0') >= 0) {
            return "the name of the database file contains the character NUL, at which SQLite cuts a name off";
        }
        String name = fileName.toLowerCase(Locale.ROOT);
        int query = name.indexOf('?');
        String base = query < 0 ? name : name.substring(0, query);
        if (base.startsWith(":resource:")) {
            return "honker cannot write to a database inside the class path (" + fileName
                    + "): copy it to a file and name that file";
        }
        if (base.isEmpty() || base.equals("file:") || base.equals(":memory:") || base.equals("file::memory:")) {
            return IN_MEMORY;
        }
        boolean uri = name.startsWith("file:") && query >= 0;
        boolean memory = uri && (name.indexOf("mode=memory", query) >= 0 || name.indexOf("vfs=memdb", query) >= 0);
        return memory || !uri && name.contains("mode=memory") ? IN_MEMORY : null;
    }
}
