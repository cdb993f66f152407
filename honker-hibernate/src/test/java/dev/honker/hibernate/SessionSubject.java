package dev.honker.hibernate;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.honker.support.contract.Subject;
import dev.honker.support.contract.TransactionOperations;
import java.sql.Savepoint;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.Transaction;
import org.hibernate.cfg.Configuration;

/** Sessions of one kind on a pool, as an application would use them; safe for use by several threads. */
abstract class SessionSubject<S extends SharedSessionContract> implements Subject {

    private final HikariDataSource pool;
    private final SessionFactory factory;

    SessionSubject(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        pool = new HikariDataSource(config);
        Configuration configuration = new Configuration().addAnnotatedClass(OrderRow.class);
        configuration.getProperties().put("hibernate.connection.datasource", pool);
        factory = configuration.buildSessionFactory();
    }

    abstract S open(SessionFactory factory);

    abstract HonkerSession honker(S session);

    abstract Operations operations(S session);

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
        try (S session = open(factory)) {
            session.doWork(connection -> connection.setReadOnly(readOnly));
            Transaction transaction = session.beginTransaction();
            try {
                work.run(operations(session));
                if (commit) {
                    transaction.commit();
                    return;
                }
            } catch (Exception e) {
                if (transaction.getStatus().canRollback()) {
                    transaction.rollback();
                }
                throw e;
            }
            transaction.rollback();
        }
    }

    @Override
    public void close() {
        factory.close();
        pool.close();
    }

    /** What both kinds of session do alike. */
    abstract class SessionOperations extends TransactionOperations {

        final S session;

        SessionOperations(S session) {
            super(honker(session));
            this.session = session;
        }

        abstract void flushed();

        abstract void forgotten();

        @Override
        public void insertOrders(List<String> items) throws Exception {
            for (String item : items) {
                insertOrder(item);
            }
        }

        @Override
        public long countOrders() {
            return session.createSelectionQuery("select count(o) from OrderRow o", Long.class)
                    .getSingleResult();
        }

        @Override
        public void nested(Work work) throws Exception {
            flushed();
            Savepoint savepoint = session.doReturningWork(connection -> connection.setSavepoint());
            try {
                work.run(this);
                flushed();
            } catch (Exception e) {
                session.doWork(connection -> connection.rollback(savepoint));
                forgotten();
                throw e;
            }
            session.doWork(connection -> connection.releaseSavepoint(savepoint));
        }

        @Override
        public void requiresNew(Work work) throws Exception {
            inTransaction(work);
        }
    }
}
