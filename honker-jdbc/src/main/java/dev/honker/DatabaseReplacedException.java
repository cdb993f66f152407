package dev.honker;

/**
 * The database file was deleted, or another file was put in its place, while it was in use. Connections and subscriptions
 * to the old file can't follow: close them all and open the database again.
 */
public final class DatabaseReplacedException extends HonkerException {

    private static final long serialVersionUID = 1L;

    /** Makes an exception with a message that names the path, what was expected there and what was found. */
    public DatabaseReplacedException(String message) {
        super(message);
    }
}
