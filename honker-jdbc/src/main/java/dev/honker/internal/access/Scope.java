package dev.honker.internal.access;

import org.jspecify.annotations.Nullable;

/** One transaction, or one savepoint in it, as those remember it who did something there; thread-safe. */
final class Scope {

    private final @Nullable Scope outer;
    private volatile boolean rolledBack;

    /** Null if there is none around it. */
    Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    void rollBack() {
        rolledBack = true;
    }

    boolean isRolledBack() {
        return rolledBack || outer != null && outer.isRolledBack();
    }
}
