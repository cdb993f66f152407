package dev.honker.hibernate;

import dev.honker.HonkerInvalidOptionException;
import dev.honker.Transaction;
import java.util.ArrayList;
import java.util.List;

/** Where a declared event goes; immutable. */
record EventTarget(Kind kind, String name) {

    enum Kind {
        QUEUE,
        STREAM,
        CHANNEL
    }

    static EventTarget of(HonkerEvent event, String where) {
        List<EventTarget> targets = new ArrayList<>();
        add(targets, Kind.QUEUE, event.queue());
        add(targets, Kind.STREAM, event.stream());
        add(targets, Kind.CHANNEL, event.channel());
        if (targets.size() != 1) {
            throw new HonkerInvalidOptionException(where + " names "
                    + (targets.isEmpty() ? "neither a queue nor a stream nor a channel" : targets)
                    + "; name exactly one of them, and repeat the annotation for more");
        }
        EventTarget target = targets.get(0);
        if (target.name.isBlank()) {
            throw new HonkerInvalidOptionException(where + ": the name of its " + target.kindName() + " is blank");
        }
        return target;
    }

    private static void add(List<EventTarget> targets, Kind kind, String name) {
        if (!name.isEmpty()) {
            targets.add(new EventTarget(kind, name));
        }
    }

    void write(Transaction tx, String payload, String key) {
        switch (kind) {
            case QUEUE -> tx.queue(name).enqueue(payload);
            case STREAM -> tx.stream(name).publish(payload, key);
            case CHANNEL -> tx.notify(name, payload);
        }
    }

    private String kindName() {
        return kind.name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public String toString() {
        return kindName() + " '" + name + "'";
    }
}
