package dev.honker.internal.engine;

import java.util.ArrayList;
import java.util.List;

/** The keys of rows that a {@link Sweep} found, cut to what one transaction may hold; for one thread. */
final class FoundRows {

    private final List<Long> ids = new ArrayList<>();
    private long bytes;
    private boolean cut;

    /** Adds a row unless there are enough, in which case the row has to be found again. Returns whether it was added. */
    boolean add(long id, long payloadBytes) {
        if (cut || ids.size() == Sweep.MOST_ROWS || (!ids.isEmpty() && bytes + payloadBytes > Sweep.MOST_BYTES)) {
            cut = true;
            return false;
        }
        ids.add(id);
        bytes += payloadBytes;
        return true;
    }

    boolean isEmpty() {
        return ids.isEmpty();
    }

    /** Whether there may be more behind the last one. */
    boolean isFull() {
        return cut || ids.size() == Sweep.MOST_ROWS;
    }

    long last() {
        return ids.get(ids.size() - 1);
    }

    /** A JSON array of the ids, as the engine's texts take it. */
    String json() {
        return ids.toString();
    }
}
