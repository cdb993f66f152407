package dev.honker.spring;

import dev.honker.BackgroundHandle;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.WorkerHandle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The methods that bear {@link HonkerListener} or {@link HonkerScheduled}, by their ids: tells what runs, starts and stops single
 * ones. All of them are started and stopped with the application. Safe for use by several threads.
 */
public final class HonkerListeners {

    /** Why no monitor: a virtual thread would keep its carrier while a listener reads where it begins. */
    private final ReentrantLock guard = new ReentrantLock();

    private final Map<String, Listening> declared = new LinkedHashMap<>();
    private final Map<String, BackgroundHandle> running = new LinkedHashMap<>();

    private final KeepAlive keepAlive;

    HonkerListeners(KeepAlive keepAlive) {
        this.keepAlive = keepAlive;
    }

    void declare(Listening listening, AnnotatedMethod<?> method) {
        if (guarded(() -> declared.putIfAbsent(listening.id(), listening)) != null) {
            throw method.refused("the id '" + listening.id() + "' is taken by another listener; give one another id");
        }
    }

    /** The ids of all, whether they run or not. */
    public Set<String> ids() {
        return guarded(() -> Set.copyOf(declared.keySet()));
    }

    /** What was started last of an id: it may have ended by a failure; empty if it is stopped. */
    public Optional<BackgroundHandle> handle(String id) {
        return guarded(() -> Optional.ofNullable(running.get(id)));
    }

    /** The workers that were started for queues, by the ids of their listeners. */
    public Map<String, WorkerHandle> workers() {
        Map<String, WorkerHandle> workers = new LinkedHashMap<>();
        guarded(() -> new LinkedHashMap<>(running)).forEach((id, handle) -> {
            if (handle instanceof WorkerHandle worker) {
                workers.put(id, worker);
            }
        });
        return workers;
    }

    /**
     * Starts a listener, whether or not it starts with the application. Returns whether it didn't run before.
     *
     * @throws HonkerInvalidOptionException if there is none of the id
     */
    public boolean start(String id) {
        return guarded(() -> {
            Listening listening = required(id);
            BackgroundHandle before = running.get(id);
            if (before != null && before.isRunning()) {
                return false;
            }
            running.put(id, listening.start());
            keepAlive.begin(id);
            return true;
        });
    }

    /**
     * Stops a listener and waits for its handlers, at most {@code honker.shutdown-timeout}. Returns whether it ran before.
     *
     * @throws HonkerInvalidOptionException if there is none of the id
     */
    public boolean stop(String id) {
        @Nullable
        BackgroundHandle handle = guarded(() -> {
            required(id);
            return running.remove(id);
        });
        boolean ran = handle != null && handle.isRunning();
        if (handle != null) {
            handle.close();
            guarded(() -> {
                if (!running.containsKey(id)) {
                    keepAlive.end(id);
                }
                return null;
            });
        }
        return ran;
    }

    void startAll() {
        List<Listening> all = guarded(() -> List.copyOf(declared.values()));
        all.stream().filter(Listening::autoStartup).forEach(listening -> start(listening.id()));
    }

    /** Stops all side by side and waits for their handlers. */
    void stopAll() {
        Map<String, BackgroundHandle> handles = guarded(() -> {
            Map<String, BackgroundHandle> all = Map.copyOf(running);
            running.clear();
            return all;
        });
        CompletableFuture.allOf(handles.values().stream()
                        .map(handle -> CompletableFuture.runAsync(
                                handle::close, work -> new Thread(work, "honker-stop").start()))
                        .toArray(CompletableFuture[]::new))
                .join();
        handles.keySet().forEach(keepAlive::end);
    }

    private <T extends @Nullable Object> T guarded(Supplier<T> work) {
        guard.lock();
        try {
            return work.get();
        } finally {
            guard.unlock();
        }
    }

    private Listening required(String id) {
        Listening listening = declared.get(id);
        if (listening == null) {
            throw new HonkerInvalidOptionException("there is no listener '" + id + "'; there are " + declared.keySet());
        }
        return listening;
    }
}
