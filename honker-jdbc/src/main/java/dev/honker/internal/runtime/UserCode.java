package dev.honker.internal.runtime;

/** What runs the user's code in threads that are not its own; thread-safe. */
public interface UserCode {

    /** Whether the calling thread is in that code: then it can't wait for its end. */
    boolean isWithin();
}
