package dev.honker.internal.pubsub;

import dev.honker.ListenHandle;
import dev.honker.ListenOptions;
import dev.honker.internal.runtime.Children;
import dev.honker.internal.runtime.Loop;
import dev.honker.internal.runtime.LoopHandle;
import dev.honker.internal.runtime.WorkThreads;

/** A listener with a handler that has been started; thread-safe. */
final class RunningListener extends LoopHandle implements ListenHandle {

    private RunningListener(Loop loop, ListenOptions options) {
        super(loop, options.stopTimeout());
    }

    static RunningListener start(ListenLoop body, String channel, ListenOptions options, Children children) {
        RunningListener listener = new RunningListener(new Loop("the listener to channel " + channel, body), options);
        listener.start(options.executor().orElseGet(() -> WorkThreads.single("honker-listen-" + channel)), children);
        return listener;
    }
}
