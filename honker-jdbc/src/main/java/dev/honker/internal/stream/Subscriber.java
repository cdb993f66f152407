package dev.honker.internal.stream;

import dev.honker.Event;
import dev.honker.SubscribeOptions;
import dev.honker.internal.access.RowRecords;
import dev.honker.internal.check.Loggers;
import dev.honker.internal.check.Quietly;
import dev.honker.internal.engine.StreamEvent;
import dev.honker.internal.runtime.Delays;
import dev.honker.internal.runtime.Jitter;
import dev.honker.internal.runtime.LoopBody;
import dev.honker.internal.runtime.LoopEndedException;
import dev.honker.internal.runtime.UserCall;
import dev.honker.internal.wake.CommitSubscription;
import dev.honker.internal.wake.Nanos;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/**
 * The loop behind a subscription: reads events in batches and hands them to the handler, one per turn, in its
 * own thread and without a connection. An event that fails is handed over again before any other. {@link #wake},
 * {@link #interrupt} and {@link #offset} are for any thread, the rest for the loop's.
 */
final class Subscriber implements LoopBody {

    private static final Logger LOG = Loggers.STREAM;

    /** How often it looks, while it hands over a batch, whether the file still has the events. */
    private static final long LOOK_NANOS = 100_000_000;

    private final SubscriptionSetup setup;
    private final SubscribeOptions options;
    private final CommitSubscription updates;
    private final OffsetSaver saver;
    private final EventReader reader;
    private final UserCall call = new UserCall();

    private List<StreamEvent> batch = List.of();
    private int next;
    private int attempts;
    private long retryAt;
    private boolean mayHaveMore = true;
    private long pollAt;
    private long lookAt;
    private volatile long offset;

    /** Takes the subscription to commits over; starts with the first event after the offset that the options lead to. */
    Subscriber(SubscriptionSetup setup, CommitSubscription updates) {
        this.setup = setup;
        this.options = setup.options();
        this.updates = updates;
        this.saver = new OffsetSaver(setup.access(), setup.topic(), options);
        this.reader = EventReader.start(setup);
        this.offset = reader.position().last();
    }

    @Override
    public System.Logger log() {
        return Loggers.STREAM;
    }

    @Override
    public void turn(boolean stopping) throws LoopEndedException {
        if (stopping) {
            return;
        }
        if (next < batch.size()) {
            if (System.nanoTime() - lookAt >= 0 && !look()) {
                return;
            }
            long pause = attempts == 0 ? 0 : retryAt - System.nanoTime();
            if (pause > 0) {
                awaitUpdate(pause);
            } else {
                deliver(batch.get(next));
            }
        } else if (mayHaveMore) {
            read();
        } else {
            idle();
        }
    }

    /** Whether the file still has the events that were read. */
    private boolean look() {
        boolean unchanged = reader.isUnchanged();
        if (unchanged) {
            lookAt = System.nanoTime() + LOOK_NANOS;
        } else {
            restarted();
        }
        return unchanged;
    }

    private void restarted() {
        saver.forget();
        offset = reader.position().last();
        batch = List.of();
        next = 0;
        attempts = 0;
        mayHaveMore = true;
    }

    private void read() {
        List<StreamEvent> events = reader.read();
        if (events == null) {
            restarted();
            return;
        }
        batch = events;
        next = 0;
        mayHaveMore = batch.size() == EventReader.BATCH;
        lookAt = System.nanoTime() + LOOK_NANOS;
        pollAt = System.nanoTime() + Jitter.nanos(options.pollTimeout());
    }

    private void idle() {
        if (saver.nanosToIdleSave() <= 0) {
            saver.save(reader.position());
        }
        awaitUpdate(Math.min(pollAt - System.nanoTime(), saver.nanosToIdleSave()));
        if (pollAt - System.nanoTime() <= 0) {
            mayHaveMore = true;
        }
    }

    private void awaitUpdate(long nanos) {
        if (updates.awaitUpdate(Duration.ofNanos(Math.max(0, nanos)))) {
            mayHaveMore = true;
        }
    }

    private void deliver(StreamEvent event) throws LoopEndedException {
        try {
            // why inside: an event for which there is no memory has failed as one that its handler throws at
            Event readable = RowRecords.event(event.isUnread() ? reader.readAgain(event) : event);
            call.run(() -> setup.handler().handle(readable));
        } catch (Throwable e) {
            failed(event, e);
            return;
        }
        attempts = 0;
        offset = event.offset();
        next++;
        if (next == batch.size()) {
            // why: nobody else needs the events, and it may be idle for long
            batch = List.of();
            next = 0;
        }
        saver.handled(event.offset(), reader.position());
    }

    private void failed(StreamEvent event, Throwable failure) throws LoopEndedException {
        if (call.isInterrupted()) {
            // why: a hard stop is no failure of the event, which comes again to whoever goes on
            return;
        }
        attempts++;
        String what = "honker: " + setup.name() + " failed at event " + event.offset() + ", attempt " + attempts
                + " of " + options.maxAttempts();
        if (attempts >= options.maxAttempts()) {
            Quietly.run(() -> LOG.log(Level.WARNING, what + "; it ends there"));
            throw new LoopEndedException(failure);
        }
        long pause = Nanos.of(Delays.of(options.backoff(), attempts));
        retryAt = System.nanoTime() + pause;
        Quietly.run(() -> LOG.log(Level.WARNING, what + "; again in " + pause / 1_000_000 + " ms", failure));
        saver.save(reader.position());
    }

    /** The offset of the last event that was handled. */
    long offset() {
        return offset;
    }

    @Override
    public void wake() {
        updates.wake();
    }

    @Override
    public void interrupt() {
        call.interrupt();
    }

    @Override
    public void end() {
        // why: an interrupt of the executor must not keep the last offset from being saved
        boolean interrupted = Thread.interrupted();
        try {
            saver.save(reader.position());
        } finally {
            updates.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
