package dev.honker.internal.queue;

import dev.honker.WorkerCounts;
import dev.honker.internal.runtime.Loop;
import dev.honker.internal.runtime.LoopHandle;
import dev.honker.internal.runtime.WorkThreads;

/** A worker that has been started; thread-safe. */
final class RunningWorker extends LoopHandle implements StartedWorker {

    private final String workerId;
    private final String queue;
    private final Worker worker;
    private final WorkerTally tally;

    private RunningWorker(Loop loop, WorkerSetup setup, Worker worker, WorkerTally tally) {
        super(loop, setup.options().stopTimeout());
        this.workerId = setup.workerId();
        this.queue = setup.queue();
        this.worker = worker;
        this.tally = tally;
    }

    static RunningWorker start(WorkerSetup setup, QueueHome home) {
        WorkerTally tally = home.workerTotals().newTally(setup.queue());
        Worker worker = new Worker(setup, setup.access().subscribe(), tally);
        RunningWorker running = new RunningWorker(new Loop("worker " + setup.workerId(), worker), setup, worker, tally);
        running.start(WorkThreads.single("honker-worker-" + setup.name()), home.children());
        return running;
    }

    @Override
    public String workerId() {
        return workerId;
    }

    @Override
    public String queue() {
        return queue;
    }

    @Override
    public int running() {
        return worker.heldCount();
    }

    @Override
    public WorkerCounts counts() {
        return tally.counts();
    }

    @Override
    public String toString() {
        return super.toString() + " of queue " + queue;
    }
}
