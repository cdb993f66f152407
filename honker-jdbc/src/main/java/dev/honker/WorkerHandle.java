package dev.honker;

/** A worker that runs the jobs of a queue. Failing handlers don't end it. */
public interface WorkerHandle extends BackgroundHandle {

    /** The worker id in the rows it claims: the worker's name and a part that is unique to this start. */
    String workerId();

    /**
     * How many jobs it holds now: handlers that run, are about to begin, or have ended and are not settled yet. Handlers that go
     * on after their time limit hold none.
     */
    int running();

    /** What it did so far; the counts are of one moment only when it has ended. */
    WorkerCounts counts();
}
