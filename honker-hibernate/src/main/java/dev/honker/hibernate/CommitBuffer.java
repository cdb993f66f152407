package dev.honker.hibernate;

import dev.honker.Honker;
import dev.honker.Transaction;
import jakarta.transaction.Synchronization;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction of one session is to write before its commit, whichever {@link HonkerSession} asked for it. For the
 * session's thread.
 */
final class CommitBuffer implements Synchronization {

    private static final int LARGEST_BATCH = 100_000;

    /** why weak at both ends: a session that is closed without an end of its transaction must not stay here. */
    private static final Map<SharedSessionContractImplementor, WeakReference<CommitBuffer>> OPEN = new WeakHashMap<>();

    private final SharedSessionContractImplementor session;
    private final Transaction tx;
    private final List<Pending> pending = new ArrayList<>();
    private boolean written;

    private CommitBuffer(SharedSessionContractImplementor session) {
        this.session = session;
        tx = Honker.on(new SessionLender(() -> session, FlushRule.AT_COMMIT));
    }

    /** The one of the session's open transaction. */
    static CommitBuffer of(SharedSessionContractImplementor session) {
        CommitBuffer open = open(session);
        if (open != null) {
            return open;
        }
        CommitBuffer buffer = new CommitBuffer(session);
        session.accessTransaction().registerSynchronization(buffer);
        synchronized (OPEN) {
            OPEN.put(session, new WeakReference<>(buffer));
        }
        return buffer;
    }

    private static @Nullable CommitBuffer open(SharedSessionContractImplementor session) {
        synchronized (OPEN) {
            WeakReference<CommitBuffer> buffer = OPEN.get(session);
            return buffer == null ? null : buffer.get();
        }
    }

    void add(Pending one) {
        if (written) {
            // why: other synchronizations run behind this one, and nothing comes after them but the commit
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
            first.write(
                    tx, lane.subList(from, to).stream().map(Pending::payload).toList());
            from = to;
        }
    }

    @Override
    public void afterCompletion(int status) {
        synchronized (OPEN) {
            OPEN.remove(session);
        }
    }
}
