package dev.honker;

import org.jspecify.annotations.Nullable;

/** The root of honker's unchecked exceptions: its message names the thing, the limit, the value and what to do. */
public class HonkerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Makes an exception with a message. */
    public HonkerException(String message) {
        super(message);
    }

    /** Makes an exception with a message and the failure behind it, which may be null. */
    public HonkerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
