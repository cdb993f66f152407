package dev.honker;

/** What was waited for did not come in the time that was given. Nothing was changed; waiting again is safe. */
public final class HonkerTimeoutException extends HonkerException {

    private static final long serialVersionUID = 1L;

    /** Makes an exception with a message that names what was waited for and how long. */
    public HonkerTimeoutException(String message) {
        super(message);
    }
}
