package dev.honker.internal.file;

import dev.honker.DatabaseReplacedException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The words for a file that is not the one that was opened; stateless. */
public final class Replacement {

    private Replacement() {}

    /**
     * Makes the exception.
     *
     * @param found what is at the path now; null if nothing is
     * @param advice what that means and what to do
     */
    public static DatabaseReplacedException of(
            Path path, FileIdentity expected, @Nullable FileIdentity found, String advice) {
        return new DatabaseReplacedException("honker: database file replaced: expected " + show(expected) + ", found "
                + (found == null ? "no file" : show(found)) + " at " + path + ". " + advice);
    }

    private static String show(FileIdentity identity) {
        return identity.toString().replace(",ino=", ", ino=");
    }
}
