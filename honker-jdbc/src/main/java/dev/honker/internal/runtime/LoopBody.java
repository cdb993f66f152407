package dev.honker.internal.runtime;

import org.jspecify.annotations.Nullable;

/** What a {@link Loop} does; all methods run in the loop's thread, except where they say otherwise. */
public interface LoopBody {

    /**
     * One round: waits for something to do, bounded or until {@link #wake}, and does it. What it throws is logged and the next
     * round follows after a pause, except a {@link LoopEndedException} and errors of a closed, replaced or damaged
     * database, which end the loop.
     *
     * @param stopping whether a stop is wanted: then it begins nothing new
     */
    void turn(boolean stopping) throws Exception;

    /** Where the loop says what becomes of it; one of {@link dev.honker.internal.check.Loggers}. Called by any thread. */
    System.Logger log();

    /** Makes a turn that waits, or is about to, return soon. Called by any thread; never blocks. */
    void wake();

    /** Whether nothing is left to finish; asked between the turns once a stop is wanted. */
    default boolean isDrained() {
        return true;
    }

    /** What keeps it from its work at present though its turns succeed; null if nothing does. Called by any thread. */
    default @Nullable Throwable trouble() {
        return null;
    }

    /** Interrupts the user's code that still runs. Called by any thread, more than once; never blocks. */
    default void interrupt() {}

    /**
     * The last call, whatever happened before: gives back what the loop holds. Called by any thread if the loop has never begun.
     */
    default void end() throws Exception {}
}
