package dev.honker.internal.queue;

import java.util.UUID;

/** Ids that no two workers share, whatever process they run in and however often they are started; thread-safe. */
final class WorkerIds {

    private WorkerIds() {}

    /** The name, the process and something random: an operator reads the first two, the fence needs the third. */
    static String next(String name) {
        return name + "-" + ProcessHandle.current().pid() + "-"
                + UUID.randomUUID().toString().substring(0, 13);
    }
}
