package dev.honker;

/**
 * What a {@link java.time.Clock} that is set by hand offers beside the time: it says when it was set, so that whatever sleeps
 * until a time wakes up and looks at the clock again. For clocks of tests, given to a database by
 * {@link OpenOptions.Builder#clock} or {@code HonkerDataSource.setClock}. Implementations are thread-safe.
 *
 * <p>Time that is passed over counts as lived through for whoever runs: as soon as it is woken, a worker extends the claims of the
 * jobs that it runs, and locks with automatic renewal are renewed, even if they have lapsed by the clock, unless somebody else was
 * faster. A claim or lock that nobody extends by itself lapses. Time-outs of waits and handlers, pauses between failing turns and
 * polls are not the clock's: they pass in real time.
 */
public interface ClockChanges {

    /**
     * Has a listener called after each change of the time that the passing of time does not explain, in the thread that makes the
     * change. The clock shows the new time already, and no lock is held that reading it takes: a listener may read the clock,
     * run SQL, register and be taken off.
     *
     * @param listener not null; does not throw
     * @return to be closed to take the listener off; closing it again does nothing
     */
    AutoCloseable onChange(Runnable listener);
}
