package dev.honker.pools;

import dev.honker.support.contract.JdbcOperations;
import dev.honker.support.contract.Subject;
import java.sql.Connection;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spring's transactions on a data source, and in each the connection that the data source gives for it, used by hand; safe for use by
 * several threads.
 */
final class SpringSubject implements Subject {

    private final DataSourceTransactionManager manager;
    private final DataSource used;
    private final Runnable closeOwner;

    /** The manager begins transactions on one data source; the application takes its connections from the other. */
    SpringSubject(DataSource managed, DataSource used, Runnable closeOwner) {
        this.manager = new DataSourceTransactionManager(managed);
        this.used = used;
        this.closeOwner = closeOwner;
    }

    @Override
    public void inTransaction(Work work) throws Exception {
        run(work, false, true);
    }

    @Override
    public void rolledBack(Work work) throws Exception {
        run(work, false, false);
    }

    @Override
    public void readOnly(Work work) throws Exception {
        run(work, true, true);
    }

    private void run(Work work, boolean readOnly, boolean commit) throws Exception {
        TransactionTemplate template = new TransactionTemplate(manager);
        template.setReadOnly(readOnly);
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        try {
            template.executeWithoutResult(status -> {
                if (!commit) {
                    status.setRollbackOnly();
                }
                Connection connection = DataSourceUtils.getConnection(used);
                try {
                    work.run(new JdbcOperations(connection, this));
                } catch (RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new CheckedException(e);
                } finally {
                    DataSourceUtils.releaseConnection(connection, used);
                }
            });
        } catch (CheckedException e) {
            throw (Exception) e.getCause();
        }
    }

    @Override
    public void close() {
        closeOwner.run();
    }

    /** Brings a checked exception out of the template. */
    private static final class CheckedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        CheckedException(Exception cause) {
            super(cause);
        }
    }
}
