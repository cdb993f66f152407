package dev.honker.hibernate;

import dev.honker.Honker;
import dev.honker.HonkerException;
import dev.honker.Transaction;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction is to write before its commit, whichever {@link HonkerSession} of whichever session in it asked for it. It
 * is an observer of the transaction, because these are called behind all synchronizations. For the session's thread.
 */
final class CommitBuffer implements TransactionObserver {

    private static final int LARGEST_BATCH = 100_000;

    /** why weak at both ends: a session that is closed without an end of its transaction must not stay here. */
    private static final Map<TransactionCoordinator, WeakReference<CommitBuffer>> OPEN = new WeakHashMap<>();

    private final TransactionCoordinator coordinator;
    private final Transaction tx;
    private final List<Pending> pending = new ArrayList<>();
    private boolean written;

    private CommitBuffer(SharedSessionContractImplementor session) {
        coordinator = session.getTransactionCoordinator();
        // why not the session: one that shares the transaction may be closed before its end
        tx = Honker.on(new CoordinatorLender(session.getJdbcCoordinator()));
    }

    /**
     * The one of the session's open transaction.
     *
     * @throws HonkerException if Hibernate didn't begin it, and so doesn't know when it commits
     */
    static CommitBuffer of(SharedSessionContractImplementor session) {
        TransactionCoordinator coordinator = session.getTransactionCoordinator();
        if (!coordinator.isJoined()) {
            throw new HonkerException("what is to be written on commit is refused: the session works on a connection"
                    + " whose transaction Hibernate did not begin, and does not see its commit; begin it by"
                    + " session.beginTransaction(), or write at once");
        }
        CommitBuffer open = open(coordinator);
        if (open != null) {
            return open;
        }
        CommitBuffer buffer = new CommitBuffer(session);
        coordinator.addObserver(buffer);
        synchronized (OPEN) {
            OPEN.put(coordinator, new WeakReference<>(buffer));
        }
        return buffer;
    }

    private static @Nullable CommitBuffer open(TransactionCoordinator coordinator) {
        synchronized (OPEN) {
            WeakReference<CommitBuffer> buffer = OPEN.get(coordinator);
            return buffer == null ? null : buffer.get();
        }
    }

    void add(Pending one) {
        if (written) {
            // why: other observers run behind this one, and nothing comes after them but the commit
            one.write(tx, List.of(one.payload()));
        } else {
            pending.add(one);
        }
    }

    @Override
    public void beforeCompletion() {
        written = true;
        lanes().forEach(this::write);
        pending.clear();
    }

    private Collection<List<Pending>> lanes() {
        Map<Object, List<Pending>> lanes = new LinkedHashMap<>();
        for (Pending one : pending) {
            lanes.computeIfAbsent(one.lane(), lane -> new ArrayList<>()).add(one);
        }
        return lanes.values();
    }

    private void write(List<Pending> lane) {
        for (int from = 0; from < lane.size(); ) {
            Pending first = lane.get(from);
            int to = from + 1;
            while (to < lane.size() && to - from < LARGEST_BATCH && lane.get(to).joins(first)) {
                to++;
            }
            List<String> payloads =
                    lane.subList(from, to).stream().map(Pending::payload).toList();
            try {
                first.write(tx, payloads);
            } catch (HonkerException e) {
                throw NamedFailure.of(
                        "cannot write " + payloads.size() + " payloads for " + first.target() + ", collected on commit",
                        e);
            }
            from = to;
        }
    }

    /** why here too: another synchronization that fails behind the end keeps Hibernate from telling it. */
    @Override
    public void afterBegin() {
        end();
    }

    @Override
    public void afterCompletion(boolean successful, boolean delayed) {
        int lost = pending.size();
        end();
        if (successful && lost > 0) {
            throw new HonkerException(
                    "the transaction is committed, but without the " + lost + " jobs, events and"
                            + " notifications that a TransactionObserver collected on commit when it was too late; write them at once there");
        }
    }

    private void end() {
        pending.clear();
        coordinator.removeObserver(this);
        synchronized (OPEN) {
            OPEN.remove(coordinator);
        }
    }
}
