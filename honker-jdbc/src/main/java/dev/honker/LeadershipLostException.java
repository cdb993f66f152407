package dev.honker;

/** A scheduler no longer leads, though it was not stopped: its lock ran out or was deleted, or another one took it. */
public final class LeadershipLostException extends HonkerException {

    private static final long serialVersionUID = 1L;

    private final String lockName;
    private final String owner;

    /** Makes an exception for the lock of this name and the owner that held it; {@code why} is the end of its message. */
    public LeadershipLostException(String lockName, String owner, String why) {
        super("scheduler lock '" + lockName + "' lost (owner='" + owner + "'); " + why);
        this.lockName = lockName;
        this.owner = owner;
    }

    /** The name of the lock. */
    public String lockName() {
        return lockName;
    }

    /** The owner that held it. */
    public String owner() {
        return owner;
    }
}
