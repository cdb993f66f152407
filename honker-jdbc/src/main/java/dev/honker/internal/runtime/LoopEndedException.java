package dev.honker.internal.runtime;

import org.jspecify.annotations.Nullable;

/** Thrown by a {@link LoopBody} that ends its loop: for good, or because of a failure that the loop's owner is to see. */
public final class LoopEndedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Ends the loop because there is nothing left to do. */
    public LoopEndedException() {
        super(null, null, false, false);
    }

    /** Ends the loop because of the failure. */
    public LoopEndedException(Throwable failure) {
        super(failure);
    }

    @Nullable
    Throwable failure() {
        return getCause();
    }
}
