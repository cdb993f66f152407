package dev.honker.internal.check;

/**
 * What SQLite's result codes say about trying again, decided here for everything; stateless. A code may be primary or extended.
 */
public final class ResultCode {

    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int NOMEM = 7;
    private static final int READONLY = 8;
    private static final int IOERR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANTOPEN = 14;
    private static final int PROTOCOL = 15;
    private static final int NOTADB = 26;

    private ResultCode() {}

    /** Returns the code without its extension. */
    public static int primary(int code) {
        return code & 0xFF;
    }

    /** Returns whether another connection was in the way. */
    public static boolean isBusy(int code) {
        return primary(code) == BUSY || primary(code) == LOCKED;
    }

    /**
     * Returns whether the database as a whole could not be used, which says nothing about what was to be written and can pass: a lock, a full
     * disk, an error of the disk, no memory, no permission, no descriptor. What was to be written is kept and tried again as it is.
     */
    public static boolean isPassing(int code) {
        return switch (primary(code)) {
            case BUSY, LOCKED, NOMEM, READONLY, IOERR, FULL, CANTOPEN, PROTOCOL -> true;
            default -> false;
        };
    }

    /** Returns whether the file is damaged, or is no database any more, which does not pass. */
    public static boolean isDamage(int code) {
        return primary(code) == CORRUPT || primary(code) == NOTADB;
    }
}
