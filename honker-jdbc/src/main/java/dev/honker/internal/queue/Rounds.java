package dev.honker.internal.queue;

import dev.honker.HonkerException;
import dev.honker.HonkerSqlException;
import dev.honker.internal.access.Access;
import dev.honker.internal.check.Loggers;
import dev.honker.internal.check.Quietly;
import dev.honker.internal.check.ResultCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of one worker. Keeps nothing between calls, so it is as thread-safe as what it was made of.
 */
final class Rounds {

    private static final Logger LOG = Loggers.WORKER;

    private final Access access;
    private final String queue;
    private final String workerId;
    private final long visibilitySeconds;
    private final Collection<Assignment> held;

    /** {@code held} are the worker's assignments at any time, not only now. */
    Rounds(Access access, String queue, String workerId, long visibilitySeconds, Collection<Assignment> held) {
        this.access = access;
        this.queue = queue;
        this.workerId = workerId;
        this.visibilitySeconds = visibilitySeconds;
        this.held = held;
    }

    /**
     * Settles what has ended, extends the claims of what runs if that is due, and claims as many as are wanted, all or nothing.
     *
     * @param beatDue asked inside the transaction: that may have waited for the write lock until claims lapsed, and the worker would then
     *     claim its own running jobs
     */
    Round take(Collection<Ended> ended, BooleanSupplier beatDue, Supplier<List<Assignment>> running, int wanted) {
        return access.unit("a turn of worker " + workerId, session -> {
            Round attempt = new Round(access.time());
            if (!access.time().isSystem()) {
                attempt.revive(session, held, visibilitySeconds);
            }
            attempt.settle(session, ended);
            if (beatDue.getAsBoolean()) {
                attempt.heartbeat(session, running.get(), visibilitySeconds);
            }
            if (wanted > 0) {
                attempt.claim(session, queue, workerId, wanted, visibilitySeconds);
            }
            return attempt;
        });
    }

    /** Settles one job alone; without its result if that alone can't be saved. */
    Round.Settlement settle(Ended end) {
        try {
            return settled(end);
        } catch (RuntimeException | OutOfMemoryError e) {
            if (!(end.outcome() instanceof Outcome.Ack ack) || !ack.hasResult() || isOfTheWholeDatabase(e)) {
                throw e;
            }
            Round.Settlement settlement = settleWithoutResult(end.assignment(), e);
            if (settlement == null) {
                throw e;
            }
            return settlement;
        }
    }

    private Round.@Nullable Settlement settleWithoutResult(Assignment assignment, Throwable failure) {
        Round.Settlement settlement;
        try {
            settlement = settled(new Ended(assignment, Outcome.ACK));
        } catch (RuntimeException | OutOfMemoryError e) {
            // why none: it was not the result that failed, so it may be saved yet
            return null;
        }
        Quietly.run(() -> LOG.log(
                Level.WARNING,
                "honker: the result of " + assignment.job() + " could not be saved; the job is done and does not run"
                        + " again, but whoever waits for its result gets none. See the cause",
                failure));
        return settlement;
    }

    private Round.Settlement settled(Ended end) {
        return take(List.of(end), () -> false, List::of, 0).settlements().get(0);
    }

    /** Whether the failure says nothing about what was to be written: then it is tried again as it is, or ends the worker. */
    static boolean isOfTheWholeDatabase(Throwable e) {
        return !(e instanceof HonkerSqlException sql)
                ? e instanceof HonkerException
                : ResultCode.isDamage(sql.errorCode()) || ResultCode.isPassing(sql.errorCode());
    }
}
