package dev.honker.internal.json;

import dev.honker.HonkerException;
import dev.honker.JsonCodec;
import org.jspecify.annotations.Nullable;

/** A codec that knows whether its library can read what it writes; thread-safe. */
interface CheckedCodec<T> extends JsonCodec<T> {

    /** Why values of the type can't be read back; null if nothing is known against it. */
    @Nullable
    String flaw();

    /** The type, for messages. */
    String typeName();

    @Override
    default void requireReadable() {
        String flaw = flaw();
        if (flaw != null) {
            throw new HonkerException("values of " + typeName() + " can be written as JSON but not read back: " + flaw
                    + "; give the type a constructor or factory that Jackson can use, add the Jackson module that knows the type"
                    + " to the class path, or pass a JsonCodec of your own");
        }
    }
}
