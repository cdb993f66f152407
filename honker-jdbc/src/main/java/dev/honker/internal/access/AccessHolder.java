package dev.honker.internal.access;

/** A transaction of ours, which knows when it has ended. */
public interface AccessHolder {

    /** The access that is valid as long as the transaction. */
    Access access();
}
