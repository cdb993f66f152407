package dev.honker.hibernate;

import org.jspecify.annotations.Nullable;

/** What a declared event carries; immutable. */
sealed interface EventPayload permits AttributesPayload, MethodPayload {

    /**
     * The payload of one change: a JSON text, or a value to be encoded.
     *
     * @return null for no event
     */
    @Nullable
    Object of(ChangedRow row) throws Exception;
}
