package dev.honker.internal.engine;

import java.sql.SQLException;

/**
 * One pass over a table that takes away or moves rows which meet a condition. It alternates between two steps, so that its
 * time grows with the rows of the table alone and others can write in between: {@link #find} reads on from where it stopped,
 * without the write lock, and {@link #take} changes a bounded number of the rows found, by their keys and only if they still
 * meet the condition. Used by one thread at a time.
 */
public interface Sweep {

    /** How many rows are taken at most by one {@link #take}. */
    int MOST_ROWS = 500;

    /** From how many bytes of payload on one {@link #take} takes no more rows. */
    long MOST_BYTES = 4L << 20;

    /** How many rows one {@link #find} passes at most, so that a reader doesn't keep its snapshot for long. */
    int WINDOW = 10_000;

    /**
     * Reads on. Writes nothing.
     *
     * @return whether rows were found, which have to be {@link #take taken} before the next look
     */
    boolean find(Session session) throws SQLException;

    /**
     * Takes what was found, as one unit.
     *
     * @return how many rows there were; those that have changed since stay
     */
    long take(Session session) throws SQLException;

    /** Whether the end was reached. */
    boolean isDone();

    /** Runs the whole pass in one go, as part of a transaction that is open. */
    static long run(Session session, Sweep sweep) throws SQLException {
        long all = 0;
        while (!sweep.isDone()) {
            if (sweep.find(session)) {
                all += sweep.take(session);
            }
        }
        return all;
    }
}
