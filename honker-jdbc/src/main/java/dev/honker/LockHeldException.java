package dev.honker;

/** A lock is held by someone else, in this process or another. */
public final class LockHeldException extends HonkerException {

    private static final long serialVersionUID = 1L;

    private final String name;

    /** Makes an exception for the lock of this name. */
    public LockHeldException(String name) {
        super("lock '" + name + "' is already held");
        this.name = name;
    }

    /** The name of the lock. */
    public String name() {
        return name;
    }
}
