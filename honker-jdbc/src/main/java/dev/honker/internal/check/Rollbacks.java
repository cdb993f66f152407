package dev.honker.internal.check;

import java.util.function.BooleanSupplier;

/** What knows in which transaction of honker's the calling thread uses it. */
public interface Rollbacks {

    /**
     * Remembers the transaction in which the calling thread uses this now.
     *
     * @return says, to any thread, whether that was rolled back; never if it is no transaction of honker's
     */
    BooleanSupplier rolledBack();
}
