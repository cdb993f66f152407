package dev.honker.mybatis;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.honker.mybatis.ContractMapper.OrderRow;
import dev.honker.support.contract.Subject;
import dev.honker.support.contract.Tool;
import dev.honker.support.contract.TransactionContract;
import dev.honker.support.contract.TransactionOperations;
import java.util.List;
import org.apache.ibatis.session.Configuration;
import org.mybatis.spring.SqlSessionFactoryBean;
import org.mybatis.spring.SqlSessionTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class MybatisSpringContractTest extends TransactionContract {

    @Override
    protected Tool tool() {
        return version().startsWith("3.") ? Tool.MYBATIS_SPRING_3 : Tool.MYBATIS_SPRING;
    }

    @Override
    protected String version() {
        return SqlSessionTemplate.class.getPackage().getImplementationVersion();
    }

    @Override
    protected Subject open(String url) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(20);
        HikariDataSource pool = new HikariDataSource(config);
        SqlSessionFactoryBean sessions = new SqlSessionFactoryBean();
        Configuration configuration = new Configuration();
        configuration.addMapper(ContractMapper.class);
        sessions.setConfiguration(configuration);
        sessions.setPlugins(new HonkerGuard());
        sessions.setDataSource(pool);
        return new SpringSubject(pool, new JdbcTransactionManager(pool), new SqlSessionTemplate(sessions.getObject()));
    }

    /** What Spring makes of {@code @Transactional}, written out; safe for use by several threads. */
    private record SpringSubject(HikariDataSource pool, JdbcTransactionManager transactions, SqlSessionTemplate session)
            implements Subject {

        @Override
        public void inTransaction(Work work) throws Exception {
            run(work, template(TransactionDefinition.PROPAGATION_REQUIRED), false);
        }

        @Override
        public void rolledBack(Work work) throws Exception {
            run(work, template(TransactionDefinition.PROPAGATION_REQUIRED), true);
        }

        @Override
        public void readOnly(Work work) throws Exception {
            TransactionTemplate template = template(TransactionDefinition.PROPAGATION_REQUIRED);
            template.setReadOnly(true);
            run(work, template, false);
        }

        private TransactionTemplate template(int propagation) {
            TransactionTemplate template = new TransactionTemplate(transactions);
            template.setPropagationBehavior(propagation);
            return template;
        }

        private void run(Work work, TransactionTemplate template, boolean rollback) throws Exception {
            try {
                template.executeWithoutResult(status -> {
                    try {
                        work.run(new TemplateOperations(this));
                    } catch (Exception e) {
                        throw e instanceof RuntimeException unchecked ? unchecked : new WorkFailed(e);
                    }
                    if (rollback) {
                        status.setRollbackOnly();
                    }
                });
            } catch (WorkFailed e) {
                throw e.failure;
            }
        }

        @Override
        public void close() {
            pool.close();
        }
    }

    /** Carries a checked exception through Spring's callback. */
    private static final class WorkFailed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Exception failure;

        WorkFailed(Exception failure) {
            super(failure);
            this.failure = failure;
        }
    }

    private static final class TemplateOperations extends TransactionOperations {

        private final SpringSubject subject;

        TemplateOperations(SpringSubject subject) {
            super(HonkerSession.of(subject.session()));
            this.subject = subject;
        }

        private ContractMapper orders() {
            return subject.session().getMapper(ContractMapper.class);
        }

        @Override
        public long insertOrder(String item) {
            OrderRow row = new OrderRow(item);
            orders().insert(row);
            return row.getId();
        }

        /** Spring refuses another kind of session in a transaction, so the batch is one statement. */
        @Override
        public void insertOrders(List<String> items) {
            orders().insertAll(items);
        }

        @Override
        public long countOrders() {
            return orders().count();
        }

        @Override
        public void nested(Subject.Work work) throws Exception {
            subject.run(work, subject.template(TransactionDefinition.PROPAGATION_NESTED), false);
        }

        @Override
        public void requiresNew(Subject.Work work) throws Exception {
            subject.run(work, subject.template(TransactionDefinition.PROPAGATION_REQUIRES_NEW), false);
        }
    }
}
