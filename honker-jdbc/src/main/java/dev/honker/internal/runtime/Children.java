package dev.honker.internal.runtime;

import dev.honker.BackgroundHandle;
import dev.honker.Listener;
import dev.honker.LockHandle;
import dev.honker.UpdateEvents;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a database has started and has to end before its connections go; thread-safe. */
public final class Children {

    /** When a child is ended, in this order: whoever is ended may use what ends later until the end of its own phase. */
    public enum Phase {
        /** Loops with the work and the code of the user; refused as soon as the owner closes. */
        WORK,
        /** What the user's code waits on: results, commits, notifications. */
        WAITS,
        /** Locks that are held. */
        LOCKS,
        /** What keeps the others alive. */
        UPKEEP
    }

    private final Deque<Child> open = new ArrayDeque<>();
    private @Nullable Phase closing;

    private record Child(AutoCloseable closeable, Phase phase) {}

    /**
     * Takes a child in; a loop belongs to the work, anything else to the waits.
     *
     * @return false if the owner has been closed: then the child has to be closed by the caller
     */
    public boolean add(AutoCloseable child) {
        return add(child, child instanceof LoopHandle ? Phase.WORK : Phase.WAITS);
    }

    /**
     * Takes a child in.
     *
     * @return false if the owner has come to this phase of its end: then the child has to be closed by the caller
     */
    public synchronized boolean add(AutoCloseable child, Phase phase) {
        boolean taken = closing == null || closing.compareTo(phase) < 0;
        if (taken) {
            open.addFirst(new Child(child, phase));
        }
        return taken;
    }

    /** Lets a child go that has ended by itself. */
    public synchronized void remove(AutoCloseable child) {
        open.removeIf(each -> each.closeable() == child);
    }

    /** What of them the user has in hand, the oldest first, each as it describes itself. */
    public synchronized List<String> handles() {
        List<String> handles = new ArrayList<>();
        open.descendingIterator().forEachRemaining(child -> {
            if (child.phase() != Phase.UPKEEP && isHandle(child.closeable())) {
                handles.add(child.closeable().toString());
            }
        });
        return handles;
    }

    /** Those of a type that run. */
    public synchronized <T extends BackgroundHandle> List<T> running(Class<T> type) {
        List<T> running = new ArrayList<>();
        for (Child child : open) {
            if (type.isInstance(child.closeable())) {
                T handle = type.cast(child.closeable());
                if (handle.isRunning()) {
                    running.add(handle);
                }
            }
        }
        return running;
    }

    private static boolean isHandle(AutoCloseable child) {
        // why asked: one that has ended is taken out a moment later
        return child instanceof BackgroundHandle background && background.isRunning()
                || child instanceof Listener
                || child instanceof UpdateEvents
                || child instanceof LockHandle;
    }

    /** Whether {@link #close} would wait for the calling thread, which runs a loop or its user's code. */
    public boolean isWithin() {
        return loops(Phase.WORK).stream().anyMatch(LoopHandle::isWithin)
                || userCode().stream().anyMatch(UserCode::isWithin);
    }

    private synchronized List<UserCode> userCode() {
        List<UserCode> found = new ArrayList<>();
        for (Child child : open) {
            if (child.closeable() instanceof UserCode code) {
                found.add(code);
            }
        }
        return found;
    }

    /** Interrupts the user's code in all loops, and has them end; does not wait. */
    public void stopNow() {
        loops(Phase.WORK).forEach(LoopHandle::stopNow);
    }

    /**
     * Closes every child, phase by phase, in each the latest first; all of them, whatever each throws, and throws the first
     * failure. For one thread; one that is interrupted grants no time but the graces.
     */
    public void close() throws Exception {
        Exception failure = null;
        for (Phase phase : Phase.values()) {
            begin(phase);
            endLoops(loops(phase));
            for (AutoCloseable child : others(phase)) {
                try {
                    child.close();
                } catch (Exception e) {
                    if (failure == null) {
                        failure = e;
                    } else {
                        failure.addSuppressed(e);
                    }
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private synchronized void begin(Phase phase) {
        if (closing == null || closing.compareTo(phase) < 0) {
            closing = phase;
        }
    }

    /** Ends them side by side, so that it takes as long as the slowest of them. */
    private void endLoops(List<LoopHandle> loops) {
        long asked = System.nanoTime();
        loops.forEach(LoopHandle::requestStop);
        loops.forEach(loop -> loop.awaitEndOrStopNow(asked));
        for (LoopHandle loop : loops) {
            loop.awaitGrace();
            remove(loop);
        }
    }

    /** Those with the shortest patience first. */
    private synchronized List<LoopHandle> loops(Phase phase) {
        List<LoopHandle> loops = new ArrayList<>();
        for (Child child : open) {
            if (child.phase() == phase && child.closeable() instanceof LoopHandle loop) {
                loops.add(loop);
            }
        }
        loops.sort(Comparator.comparing(LoopHandle::stopTimeout));
        return loops;
    }

    /** Takes those out that are no loops. */
    private synchronized List<AutoCloseable> others(Phase phase) {
        List<AutoCloseable> others = new ArrayList<>();
        open.removeIf(child -> child.phase() == phase && others.add(child.closeable()));
        return others;
    }
}
