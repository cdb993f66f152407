package dev.honker.internal.database;

import dev.honker.HonkerInvalidOptionException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The handles that were asked for by name, so that one name means one set of options in a database;
 * thread-safe.
 */
final class Memory<K, H> {

    private record Entry<K, H>(K options, H handle) {}

    private final String what;
    private final Map<String, Entry<K, H>> entries = new ConcurrentHashMap<>();

    /** {@code what} names the things in messages. */
    Memory(String what) {
        this.what = what;
    }

    /** The options that the name was first asked for with; empty if it was not. */
    Optional<K> options(String name) {
        return Optional.ofNullable(entries.get(name)).map(Entry::options);
    }

    /**
     * The handle of that name, made if it is new.
     *
     * @param options null means those of before, or the defaults
     * @throws HonkerInvalidOptionException if it was first asked for with other options
     */
    H get(String name, @Nullable K options, K defaults, Supplier<H> make) {
        Entry<K, H> entry =
                entries.computeIfAbsent(name, key -> new Entry<>(options == null ? defaults : options, make.get()));
        if (options != null && !Objects.equals(options, entry.options())) {
            throw new HonkerInvalidOptionException(what + " " + name + " is in use with other options: "
                    + entry.options() + ", but now asked for with " + options
                    + "; use the same ones, or none to get it as it is");
        }
        return entry.handle();
    }
}
