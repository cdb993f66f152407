package dev.honker.internal.stream;

import dev.honker.SubscribeOptions;
import dev.honker.internal.access.Access;
import dev.honker.internal.engine.ReadPosition;
import dev.honker.internal.engine.Streams;
import dev.honker.internal.wake.Nanos;
import org.jspecify.annotations.Nullable;

/**
 * Saves how far a named consumer has come: after so many events, after so long, when there is
 * nothing more to read, and at the end. For the thread of one subscription.
 */
final class OffsetSaver {

    /**
     * When events trickle in, each of them is followed by nothing more to read; so idleness alone saves no more often than
     * this, because each save is a commit, which wakes every subscriber of the file.
     */
    private static final long IDLE_NANOS = 100_000_000;

    private final Access access;
    private final String topic;
    private final @Nullable String consumer;
    private final long everyEvents;
    private final long everyNanos;
    private long offset;
    private long unsaved;
    private long savedAt;

    /** Saves nothing by itself if the options name no consumer, or leave saving to the handler. */
    OffsetSaver(Access access, String topic, SubscribeOptions options) {
        this.access = access;
        this.topic = topic;
        this.consumer = options.manualSave() ? null : options.consumer().orElse(null);
        this.everyEvents = options.saveEveryN() == 0 ? Long.MAX_VALUE : options.saveEveryN();
        this.everyNanos = options.saveEvery().isZero() ? Long.MAX_VALUE : Nanos.of(options.saveEvery());
        this.savedAt = System.nanoTime();
    }

    /** Notes that an event has been handled, and saves if it is time. A failure to save changes nothing about that. */
    void handled(long eventOffset, ReadPosition position) {
        if (consumer == null) {
            return;
        }
        offset = eventOffset;
        unsaved++;
        if (unsaved >= everyEvents || everyNanos < Long.MAX_VALUE && System.nanoTime() - savedAt >= everyNanos) {
            save(position);
        }
    }

    /** Forgets what has been handled, after the file was restored. */
    void forget() {
        unsaved = 0;
    }

    /** How long an idle subscription may sleep until it should {@link #save}: at most zero for now, the maximum for never. */
    long nanosToIdleSave() {
        return unsaved == 0 ? Long.MAX_VALUE : Math.min(IDLE_NANOS, everyNanos) - (System.nanoTime() - savedAt);
    }

    /**
     * Saves what has been handled, unless it is saved.
     *
     * @param position where its reader is: if the file was restored since, nothing is saved, as the events that were handled are gone
     */
    void save(ReadPosition position) {
        String name = consumer;
        if (name == null || unsaved == 0) {
            return;
        }
        access.unit(
                "saving the offset of a consumer",
                session -> position.movedTo(session, position.last()) != null
                        && Streams.saveOffset(session, name, topic, offset));
        unsaved = 0;
        savedAt = System.nanoTime();
    }
}
