package dev.honker.hibernate;

import dev.honker.HonkerException;
import org.hibernate.event.spi.InitializeCollectionEvent;
import org.hibernate.event.spi.InitializeCollectionEventListener;
import org.hibernate.event.spi.LoadEvent;
import org.hibernate.event.spi.LoadEventListener;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what a payload would load: Jackson calls all getters, and each lazy one would be a query, in the middle of a flush perhaps.
 * Thread-safe.
 */
final class PayloadLoading implements LoadEventListener, InitializeCollectionEventListener {

    private static final long serialVersionUID = 1L;

    private static final ThreadLocal<Boolean> ENCODING = new ThreadLocal<>();

    /** Runs what makes or encodes a payload; loads of this thread fail meanwhile. */
    static <T extends @Nullable Object> T refused(Making<T> making) throws Exception {
        ENCODING.set(Boolean.TRUE);
        try {
            return making.make();
        } finally {
            ENCODING.remove();
        }
    }

    @Override
    public void onLoad(LoadEvent event, LoadType type) {
        if (ENCODING.get() != null) {
            throw refusal(event.getEntityClassName() + " " + event.getEntityId());
        }
    }

    @Override
    public void onInitializeCollection(InitializeCollectionEvent event) {
        if (ENCODING.get() != null) {
            throw refusal("the collection " + event.getCollection().getRole());
        }
    }

    private static HonkerException refusal(String what) {
        return new HonkerException("making the payload would load " + what
                + " from the database: enqueue a record with what the job needs, fetch it before, or let Jackson ignore that"
                + " attribute (@JsonIgnore)");
    }

    /** Makes a payload, or its text. */
    @FunctionalInterface
    interface Making<T extends @Nullable Object> {

        T make() throws Exception;
    }
}
