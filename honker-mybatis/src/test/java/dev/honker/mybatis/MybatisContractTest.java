package dev.honker.mybatis;

import dev.honker.jdbc.HonkerDriver;
import dev.honker.mybatis.ContractMapper.OrderRow;
import dev.honker.support.contract.Subject;
import dev.honker.support.contract.Tool;
import dev.honker.support.contract.TransactionContract;
import dev.honker.support.contract.TransactionOperations;
import java.sql.Savepoint;
import java.util.List;
import org.apache.ibatis.datasource.pooled.PooledDataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

class MybatisContractTest extends TransactionContract {

    @Override
    protected Tool tool() {
        return Tool.MYBATIS;
    }

    @Override
    protected String version() {
        return SqlSession.class.getPackage().getImplementationVersion();
    }

    @Override
    protected Subject open(String url) {
        PooledDataSource pool = new PooledDataSource(HonkerDriver.class.getName(), url, null, null);
        pool.setPoolMaximumActiveConnections(20);
        Configuration configuration =
                new Configuration(new Environment("contract", new JdbcTransactionFactory(), pool));
        configuration.addInterceptor(new HonkerGuard());
        configuration.addMapper(ContractMapper.class);
        return new MybatisSubject(pool, new SqlSessionFactoryBuilder().build(configuration));
    }

    /** Sessions as an application opens them; safe for use by several threads. */
    private record MybatisSubject(PooledDataSource pool, SqlSessionFactory sessions) implements Subject {

        @Override
        public void inTransaction(Work work) throws Exception {
            try (SqlSession session = sessions.openSession()) {
                work.run(new SessionOperations(this, session));
                session.commit();
            }
        }

        @Override
        public void rolledBack(Work work) throws Exception {
            try (SqlSession session = sessions.openSession()) {
                work.run(new SessionOperations(this, session));
                session.rollback();
            }
        }

        @Override
        public void readOnly(Work work) throws Exception {
            try (SqlSession session = sessions.openSession()) {
                session.getConnection().setReadOnly(true);
                try {
                    work.run(new SessionOperations(this, session));
                    session.commit();
                } finally {
                    // why forced: the session has only read, and is to end its transaction all the same
                    session.rollback(true);
                    session.getConnection().setReadOnly(false);
                }
            }
        }

        @Override
        public void close() {
            pool.forceCloseAll();
        }
    }

    private static final class SessionOperations extends TransactionOperations {

        private final MybatisSubject subject;
        private final SqlSession session;

        SessionOperations(MybatisSubject subject, SqlSession session) {
            super(HonkerSession.of(session));
            this.subject = subject;
            this.session = session;
        }

        private ContractMapper orders() {
            return session.getMapper(ContractMapper.class);
        }

        @Override
        public long insertOrder(String item) {
            OrderRow row = new OrderRow(item);
            orders().insert(row);
            return row.getId();
        }

        @Override
        public void insertOrders(List<String> items) {
            // why it isn't closed: that would roll back the transaction, which is the other session's
            SqlSession batch = subject.sessions().openSession(ExecutorType.BATCH, session.getConnection());
            ContractMapper orders = batch.getMapper(ContractMapper.class);
            items.forEach(orders::insertOne);
            batch.flushStatements();
        }

        @Override
        public long countOrders() {
            return orders().count();
        }

        @Override
        public void nested(Subject.Work work) throws Exception {
            Savepoint savepoint = session.getConnection().setSavepoint();
            try {
                work.run(this);
            } catch (Exception e) {
                session.getConnection().rollback(savepoint);
                throw e;
            }
            session.getConnection().releaseSavepoint(savepoint);
        }

        @Override
        public void requiresNew(Subject.Work work) throws Exception {
            subject.inTransaction(work);
        }
    }
}
