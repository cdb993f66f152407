package dev.honker.internal.wake;

import org.jspecify.annotations.Nullable;

/**
 * Marks the threads in which honker works by itself: workers, subscriptions, listeners, schedulers, upkeep. Their transactions have a
 * share of the write lock of their own. Thread-safe.
 */
public final class BackgroundThread {

    private static final ThreadLocal<@Nullable Boolean> MARKED = new ThreadLocal<>();

    private BackgroundThread() {}

    /** Marks the calling thread; pairs with {@link #unmark}. */
    public static void mark() {
        MARKED.set(Boolean.TRUE);
    }

    /** Takes the mark from the calling thread. */
    public static void unmark() {
        MARKED.remove();
    }

    /** Returns whether the calling thread is marked. */
    public static boolean isCurrent() {
        return MARKED.get() != null;
    }
}
