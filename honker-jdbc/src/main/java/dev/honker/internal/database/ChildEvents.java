package dev.honker.internal.database;

import dev.honker.HonkerClosedException;
import dev.honker.UpdateEvents;
import dev.honker.internal.runtime.Children;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A subscription of the user's that ends with the database; thread-safe. */
final class ChildEvents implements UpdateEvents {

    private final UpdateEvents events;
    private final Children children;

    ChildEvents(UpdateEvents events, Children children) {
        this.events = events;
        this.children = children;
        if (!children.add(this)) {
            events.close();
            throw new HonkerClosedException("the database is closed");
        }
    }

    @Override
    public boolean awaitUpdate(@Nullable Duration timeout) {
        return events.awaitUpdate(timeout);
    }

    @Override
    public void close() {
        children.remove(this);
        events.close();
    }

    @Override
    public String toString() {
        return "subscription to commits";
    }
}
