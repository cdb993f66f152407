package dev.honker;

/**
 * An argument or option is outside its limits. It is thrown before anything was done; the message names limit and
 * value.
 */
public final class HonkerInvalidOptionException extends HonkerException {

    private static final long serialVersionUID = 1L;

    /** Makes an exception with a message that names the parameter, its limit and the value. */
    public HonkerInvalidOptionException(String message) {
        super(message);
    }
}
