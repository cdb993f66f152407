package dev.honker.internal.queue;

import dev.honker.HonkerClosedException;
import dev.honker.HonkerException;
import dev.honker.HonkerTimeoutException;
import dev.honker.JobDeadException;
import dev.honker.internal.access.Access;
import dev.honker.internal.check.Loggers;
import dev.honker.internal.engine.DeadLetterBox;
import dev.honker.internal.engine.Results;
import dev.honker.internal.runtime.Loop;
import dev.honker.internal.runtime.LoopBody;
import dev.honker.internal.runtime.LoopEndedException;
import dev.honker.internal.wake.CommitSubscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The loop that looks for results until nobody waits any more; {@link #add} and the end are for any thread. */
final class ResultWaiter implements LoopBody {

    private final Access access;
    private final CommitSubscription updates;
    private final List<ResultWait> waits = new ArrayList<>();
    private boolean over;

    ResultWaiter(Access access, CommitSubscription updates) {
        this.access = access;
        this.updates = updates;
    }

    /** False if it has nothing to wait for any more and is about to end. */
    boolean add(ResultWait wait) {
        synchronized (waits) {
            if (over) {
                return false;
            }
            waits.add(wait);
        }
        updates.wake();
        return true;
    }

    @Override
    public System.Logger log() {
        return Loggers.WORKER;
    }

    @Override
    public void turn(boolean stopping) throws LoopEndedException {
        List<ResultWait> open = openWaits();
        if (open.isEmpty()) {
            throw new LoopEndedException();
        }
        try {
            look(open);
            updates.awaitUpdate(Duration.ofNanos(Math.max(0, nanosToNextLook(open))));
        } catch (HonkerException e) {
            if (Loop.isAboutTheWholeFile(e)) {
                failAll(e);
            }
            throw e;
        } finally {
            expire(open);
        }
    }

    private static long nanosToNextLook(List<ResultWait> open) {
        long nanos = Long.MAX_VALUE;
        for (ResultWait wait : open) {
            nanos = Math.min(nanos, Math.min(wait.leftNanos(), wait.pollNanos()));
        }
        return nanos;
    }

    private void expire(List<ResultWait> open) {
        for (ResultWait wait : open) {
            if (wait.leftNanos() <= 0 && remove(wait)) {
                wait.complete(null, new HonkerTimeoutException("waitResult(" + wait.jobId() + ") timed out"));
            }
        }
    }

    private List<ResultWait> openWaits() {
        synchronized (waits) {
            waits.removeIf(wait -> wait.future().isDone());
            over = waits.isEmpty();
            return List.copyOf(waits);
        }
    }

    private void look(List<ResultWait> open) {
        String ids = open.stream().map(ResultWait::jobId).distinct().toList().toString();
        Map<Long, String> values = access.call(session -> Results.of(session, ids));
        Map<Long, @Nullable String> errors = new HashMap<>();
        if (values.size() < open.size()) {
            access.call(session -> DeadLetterBox.errorsOf(session, ids))
                    .forEach(dead -> errors.put(dead.id(), dead.lastError()));
        }
        for (ResultWait wait : open) {
            long id = wait.jobId();
            if (values.containsKey(id) && remove(wait)) {
                wait.complete(values.get(id), null);
            } else if (errors.containsKey(id) && remove(wait)) {
                wait.complete(null, new JobDeadException(id, errors.get(id)));
            }
        }
        endGone(open.stream()
                .filter(wait ->
                        wait.endsWhenGone() && !values.containsKey(wait.jobId()) && !errors.containsKey(wait.jobId()))
                .toList());
    }

    private void endGone(List<ResultWait> open) {
        if (open.isEmpty()) {
            return;
        }
        String ids = open.stream().map(ResultWait::jobId).distinct().toList().toString();
        Set<Long> gone = access.call(session -> Results.gone(session, ids));
        for (ResultWait wait : open) {
            long id = wait.jobId();
            if (gone.contains(id) && remove(wait)) {
                wait.complete(
                        null,
                        new HonkerException(
                                "job " + id + " has no result to wait for: it is neither live nor dead, so it"
                                        + " was done without one, was cancelled, or its result has expired"));
            }
        }
    }

    /** False if it has been completed already. */
    private boolean remove(ResultWait wait) {
        synchronized (waits) {
            return waits.remove(wait);
        }
    }

    private void failAll(HonkerException failure) {
        List<ResultWait> open;
        synchronized (waits) {
            over = true;
            open = List.copyOf(waits);
            waits.clear();
        }
        open.forEach(wait -> wait.complete(null, failure));
    }

    /** Ends every wait, now. */
    void close() {
        failAll(new HonkerClosedException("the database was closed while the result of a job was waited for"));
        wake();
    }

    @Override
    public void wake() {
        updates.wake();
    }

    @Override
    public void end() {
        updates.close();
    }
}
