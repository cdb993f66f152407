package dev.honker.internal.wake;

import dev.honker.UpdateEvents;

/** A subscription to commits that other causes may wake too; thread-safe. */
public interface CommitSubscription extends UpdateEvents {

    /** Leaves a wake as a commit would, for this subscription alone. Never blocks; harmless once it is closed. */
    void wake();
}
