package dev.honker.internal.wake;

import java.util.List;

/** The watcher threads that live at present; stateless. */
public final class WatcherThreads {

    private WatcherThreads() {}

    public static List<Thread> all() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("honker-watcher"))
                .toList();
    }

    public static List<Thread> of(String fileName) {
        return all().stream()
                .filter(thread -> thread.getName().endsWith(" " + fileName))
                .toList();
    }
}
