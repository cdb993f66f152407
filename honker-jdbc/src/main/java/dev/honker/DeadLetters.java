package dev.honker;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The dead letters of one queue: those of other queues are neither shown nor touched. Threads, transactions and errors as
 * with the {@link Queue} it is from.
 */
public interface DeadLetters {

    /** The first dead letters by id. */
    default List<DeadLetter> list(int limit) {
        return list(0, limit);
    }

    /**
     * The dead letters after an id, by id.
     *
     * @param afterId 0 for the beginning; not negative
     * @param limit how many at most, 1 to 10,000
     */
    List<DeadLetter> list(long afterId, int limit);

    /** The dead letter of an id; empty if the queue has none. */
    Optional<DeadLetter> get(long id);

    /** Makes a dead letter a job again, due now, with the same id and all its attempts. Returns whether it was there. */
    boolean redrive(long id);

    /**
     * Makes the first dead letters by id jobs again, as {@link #redrive} does, and returns how many. Outside a transaction it
     * takes several short ones, so that others can write in between; if it fails, what was redriven until then stays so.
     *
     * @param limit how many at most, 1 to 10,000
     */
    int redriveAll(int limit);

    /** Deletes a dead letter. Returns whether it was there. */
    boolean delete(long id);

    /**
     * Deletes the dead letters that died at least this long ago, which is not negative, and returns how many. Outside a
     * transaction it takes several short ones.
     */
    int deleteOlderThan(Duration age);

    /** How many there are. */
    long count();
}
