package dev.honker;

/** Something was used after it was closed, or was closed while it was waited on. */
public final class HonkerClosedException extends HonkerException {

    private static final long serialVersionUID = 1L;

    /** Makes an exception with a message that names what is closed. */
    public HonkerClosedException(String message) {
        super(message);
    }
}
