package dev.honker.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Knows, for the thread that it is asked by, that a transaction of Spring's has been committed or rolled back though it still seems
 * to be active: while what was registered to be called after its end runs. Whoever wrote on its connection then would begin another
 * transaction, which nobody commits. One belongs to each transaction.
 */
final class TransactionEnd implements TransactionSynchronization, Ordered {

    /** Begins to watch each transaction of a manager that it is added to; stateless and thread-safe. */
    static final TransactionExecutionListener WATCHING = new TransactionExecutionListener() {
        @Override
        public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
            if (failure == null && TransactionSynchronizationManager.isSynchronizationActive()) {
                TransactionSynchronizationManager.unbindResourceIfPossible(TransactionEnd.class);
                watch();
            }
        }
    };

    private boolean reached;

    private TransactionEnd() {}

    private static TransactionEnd watch() {
        TransactionEnd end = new TransactionEnd();
        TransactionSynchronizationManager.registerSynchronization(end);
        TransactionSynchronizationManager.bindResource(TransactionEnd.class, end);
        return end;
    }

    /**
     * Whether the transaction that the thread is in has ended. A transaction that is not watched, because its manager is no bean,
     * is so from now on.
     */
    static boolean isReached() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return true;
        }
        Object end = TransactionSynchronizationManager.getResource(TransactionEnd.class);
        return (end instanceof TransactionEnd known ? known : watch()).reached;
    }

    /** Before all others, so that they find it reached. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public void suspend() {
        TransactionSynchronizationManager.unbindResourceIfPossible(TransactionEnd.class);
    }

    @Override
    public void resume() {
        TransactionSynchronizationManager.unbindResourceIfPossible(TransactionEnd.class);
        TransactionSynchronizationManager.bindResource(TransactionEnd.class, this);
    }

    @Override
    public void afterCommit() {
        reached = true;
    }

    @Override
    public void afterCompletion(int status) {
        reached = true;
        TransactionSynchronizationManager.unbindResourceIfPossible(TransactionEnd.class);
    }
}
