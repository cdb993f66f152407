package dev.honker.test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The threads of honker that begin in tests and don't end; thread-safe. A watcher tells by its name which file it is for; other
 * threads don't tell which test they are from, so tests that run at the same time are taken together, and those threads are
 * looked for when the last of them has ended.
 */
final class LeftThreads {

    private static final String PREFIX = "honker-";

    /** How long threads may take to end that were told to. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static @Nullable LeftThreads present;

    private final Set<Thread> before = threads();
    private final List<String> tests = new ArrayList<>();
    private int running;

    private LeftThreads() {}

    /** A test begins, which is to be told to what this returns when it ends. */
    static LeftThreads begin(String test) {
        synchronized (LeftThreads.class) {
            LeftThreads together = present == null ? new LeftThreads() : present;
            present = together;
            together.running++;
            together.tests.add(test);
            return together;
        }
    }

    /** A thread that is left, and the tests of which one has begun it. */
    record Left(Thread thread, List<String> tests) {}

    /**
     * A test ends. Returns the threads that are left of it and, if it is the last of those that ran together, of all of them. Waits
     * for threads that are about to end.
     *
     * @param file the name of its database file, which no other test has
     */
    List<Left> end(String test, Path file) {
        Set<Thread> begun = threads();
        begun.removeAll(before);
        boolean last = leave();
        if (!last) {
            begun.removeIf(thread -> !isFor(file, thread));
        }
        long start = System.nanoTime();
        begun.removeIf(thread -> hasEnded(thread, PATIENCE_NANOS - (System.nanoTime() - start)));
        return begun.stream()
                .sorted(Comparator.comparing(Thread::getName))
                .map(thread -> new Left(thread, isFor(file, thread) ? List.of(test) : tests()))
                .toList();
    }

    /** A test ends that nobody wants to know more of. */
    void forget() {
        leave();
    }

    /** Returns whether it was the last. */
    private boolean leave() {
        synchronized (LeftThreads.class) {
            running--;
            if (running == 0) {
                present = null;
            }
            return running == 0;
        }
    }

    private List<String> tests() {
        synchronized (LeftThreads.class) {
            return List.copyOf(tests);
        }
    }

    private static boolean isFor(Path file, Thread thread) {
        return thread.getName().endsWith(file.getFileName().toString());
    }

    private static boolean hasEnded(Thread thread, long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(PREFIX))
                .collect(Collectors.toSet());
    }
}
