package dev.honker.internal.file;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One shared value per database file in this JVM, alive as long as somebody holds it; thread-safe.
 *
 * @param <T> what is shared
 */
public final class PerFile<T> {

    private final Map<FileIdentity, Shared<T>> values = new HashMap<>();
    private final Function<FileIdentity, T> factory;

    /** Makes an empty registry; {@code factory} runs under its lock and must not block. */
    public PerFile(Function<FileIdentity, T> factory) {
        this.factory = factory;
    }

    /** Takes a hold on the file's value, made now if nobody holds it yet. Each call wants one {@link #release}. */
    public synchronized T acquire(FileIdentity file) {
        Shared<T> shared = values.computeIfAbsent(file, key -> new Shared<>(factory.apply(key)));
        shared.holders++;
        return shared.value;
    }

    /** Gives one hold back; with the last one the value is forgotten. */
    public synchronized void release(FileIdentity file) {
        Shared<T> shared = values.get(file);
        if (shared != null && --shared.holders == 0) {
            values.remove(file);
        }
    }

    /** The values that are held at present; a copy. */
    public synchronized List<T> values() {
        return values.values().stream().map(shared -> shared.value).toList();
    }

    /** How many files are held at present. */
    public synchronized int size() {
        return values.size();
    }

    private static final class Shared<T> {
        private final T value;
        private int holders;

        private Shared(T value) {
            this.value = value;
        }
    }
}
