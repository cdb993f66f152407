package dev.honker.internal.stream;

import dev.honker.SubscribeOptions;
import dev.honker.internal.check.Loggers;
import dev.honker.internal.engine.LatePayloads;
import dev.honker.internal.engine.NumberedRows;
import dev.honker.internal.engine.ReadPosition;
import dev.honker.internal.engine.Session;
import dev.honker.internal.engine.StreamEvent;
import dev.honker.internal.engine.Streams;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of one subscription in order, and starts again where it should when a backup was restored into the file. For the
 * loop's thread.
 */
final class EventReader {

    static final int BATCH = 1_000;

    private static final Logger LOG = Loggers.STREAM;

    private final SubscriptionSetup setup;
    private ReadPosition position;

    private EventReader(SubscriptionSetup setup, ReadPosition position) {
        this.setup = setup;
        this.position = position;
    }

    /** Starts where the options say: behind an offset, at the end, or where their consumer had come. */
    static EventReader start(SubscriptionSetup setup) {
        ReadPosition start = setup.access().call(session -> {
            long offset = firstOffset(setup, session);
            return seen(setup, session, offset);
        });
        SubscribeOptions options = setup.options();
        boolean ofConsumer = !options.fromNow()
                && options.fromOffset().isEmpty()
                && options.consumer().isPresent();
        return new EventReader(setup, start.reached() || !ofConsumer ? start : takeOffsetBack(setup, start.last()));
    }

    private static long firstOffset(SubscriptionSetup setup, Session session) throws SQLException {
        SubscribeOptions options = setup.options();
        if (options.fromOffset().isPresent()) {
            return options.fromOffset().getAsLong();
        }
        String consumer = options.consumer().orElse(null);
        return options.fromNow()
                ? Streams.lastOffset(session, setup.topic())
                : consumer == null ? 0 : Streams.offset(session, consumer, setup.topic());
    }

    private static ReadPosition takeOffsetBack(SubscriptionSetup setup, long saved) {
        String topic = setup.topic();
        String consumer = setup.options().consumer().orElseThrow();
        ReadPosition end = setup.access().unit("taking back the offset of a consumer", session -> {
            long last = Streams.lastOffset(session, topic);
            Streams.takeOffsetBack(session, consumer, topic, last);
            return seen(setup, session, last);
        });
        LOG.log(
                Level.WARNING,
                "honker: consumer " + consumer + " of stream " + topic + " had saved offset " + saved
                        + ", which no event has had yet: the file was restored since; " + setup.name()
                        + " goes on after event "
                        + end.last());
        return end;
    }

    private static ReadPosition seen(SubscriptionSetup setup, Session session, long offset) throws SQLException {
        ReadPosition position = ReadPosition.after(NumberedRows.EVENTS, setup.topic(), offset);
        ReadPosition seen = position.movedTo(session, offset);
        return seen == null ? position : seen;
    }

    /** Behind the last event that was read. */
    ReadPosition position() {
        return position;
    }

    /** Reads the next events; null if the file was restored, and the position is another now. */
    @Nullable
    List<StreamEvent> read() {
        Read read = setup.access().call(this::read);
        return moved(read.position) ? read.events : null;
    }

    private Read read(Session session) throws SQLException {
        List<StreamEvent> events = Streams.readSince(session, setup.topic(), position.last(), BATCH);
        long last = events.isEmpty()
                ? position.last()
                : events.get(events.size() - 1).offset();
        return new Read(events, position.movedTo(session, last));
    }

    /** Reads an event anew for whose payload there was no memory. */
    StreamEvent readAgain(StreamEvent event) {
        return setup.access().call(session -> LatePayloads.read(session, event));
    }

    /** Whether the file still has what was read; if not, the position is another now. */
    boolean isUnchanged() {
        return moved(setup.access().call(session -> position.movedTo(session, position.last())));
    }

    private boolean moved(@Nullable ReadPosition next) {
        if (next != null) {
            position = next;
            return true;
        }
        long before = position.last();
        long restart = setup.access().unit("going back in a stream", this::restart);
        position = ReadPosition.after(NumberedRows.EVENTS, setup.topic(), restart);
        LOG.log(
                Level.WARNING,
                "honker: " + setup.name() + " had read up to event " + before
                        + ", but that is another one now, or none: the file" + " was restored; it goes on after event "
                        + restart);
        return false;
    }

    private long restart(Session session) throws SQLException {
        String consumer = setup.options().consumer().orElse(null);
        long saved = consumer == null ? 0 : Streams.offset(session, consumer, setup.topic());
        if (saved > 0 && seen(setup, session, saved).reached()) {
            return saved;
        }
        if (consumer != null && saved == 0 && !setup.options().fromNow()) {
            return setup.options().fromOffset().orElse(0);
        }
        long restart = position.restart(session);
        if (consumer != null) {
            Streams.takeOffsetBack(session, consumer, setup.topic(), restart);
        }
        return restart;
    }

    private record Read(List<StreamEvent> events, @Nullable ReadPosition position) {}
}
