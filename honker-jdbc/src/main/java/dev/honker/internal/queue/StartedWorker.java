package dev.honker.internal.queue;

import dev.honker.OutboxHandle;
import dev.honker.WorkerHandle;

/** A worker that has been started, whatever threads it runs in; thread-safe. */
interface StartedWorker extends WorkerHandle, OutboxHandle {

    /** The name of its queue. */
    String queue();

    /** Starts a worker as a child of its home, in threads of its own unless the home is inline. */
    static StartedWorker start(WorkerSetup setup, QueueHome home) {
        setup.access().requireUnbound("a worker");
        return home.inlineWorkers()
                .<StartedWorker>map(inline -> InlineWorker.start(setup, inline, home))
                .orElseGet(() -> RunningWorker.start(setup, home));
    }
}
