package dev.honker.spring;

import dev.honker.support.contract.Subject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** An application's transactions and {@link HonkerTemplate}, whatever it writes its orders with; safe for several threads. */
final class SpringSubject implements Subject {

    /** How orders are written. */
    interface Orders {
        long insert(String item);

        void insertAll(List<String> items);

        long count();
    }

    private final ConfigurableApplicationContext context;
    private final PlatformTransactionManager manager;
    private final Orders orders;
    private final HonkerTemplate honker;
    private final boolean hasSavepoints;

    SpringSubject(ConfigurableApplicationContext context, Function<ConfigurableApplicationContext, Orders> orders) {
        this.context = context;
        this.manager = context.getBean(PlatformTransactionManager.class);
        this.orders = orders.apply(context);
        this.honker = context.getBean(HonkerTemplate.class);
        // why: JPA has none; where it manages transactions, a transaction of the Database inside one is a savepoint
        this.hasSavepoints = !(manager instanceof JpaTransactionManager);
    }

    @Override
    public void inTransaction(Work work) throws Exception {
        run(work, transaction(TransactionDefinition.PROPAGATION_REQUIRED), false);
    }

    @Override
    public void rolledBack(Work work) throws Exception {
        run(work, transaction(TransactionDefinition.PROPAGATION_REQUIRED), true);
    }

    @Override
    public void readOnly(Work work) throws Exception {
        TransactionTemplate transaction = transaction(TransactionDefinition.PROPAGATION_REQUIRED);
        transaction.setReadOnly(true);
        run(work, transaction, false);
    }

    private TransactionTemplate transaction(int propagation) {
        TransactionTemplate transaction = new TransactionTemplate(manager);
        transaction.setPropagationBehavior(propagation);
        return transaction;
    }

    /** What is checked comes out as the cause of what is not, as that is what a template can throw. */
    private void run(Work work, TransactionTemplate transaction, boolean rolledBack) {
        transaction.executeWithoutResult(status -> {
            try {
                work.run(new TemplateOperations());
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            if (rolledBack) {
                status.setRollbackOnly();
            }
        });
    }

    @Override
    public void close() {
        context.close();
    }

    private final class TemplateOperations implements Operations {

        @Override
        public long insertOrder(String item) {
            return orders.insert(item);
        }

        @Override
        public void insertOrders(List<String> items) {
            orders.insertAll(items);
        }

        @Override
        public long countOrders() {
            return orders.count();
        }

        @Override
        public long enqueue(String queue, String payloadJson) {
            return honker.enqueue(queue, payloadJson);
        }

        @Override
        public List<Long> enqueueAll(String queue, List<String> payloads) {
            return honker.enqueueAll(queue, payloads);
        }

        @Override
        public long notify(String channel, String payloadJson) {
            return honker.notify(channel, payloadJson);
        }

        @Override
        public long publish(String topic, String payloadJson) {
            return honker.publish(topic, payloadJson);
        }

        @Override
        public void nested(Work work) throws Exception {
            if (hasSavepoints) {
                SpringSubject.this.run(work, transaction(TransactionDefinition.PROPAGATION_NESTED), false);
            } else {
                nestedInJpa(work);
            }
        }

        private void nestedInJpa(Work work) throws Exception {
            EntityManager entities = EntityManagerFactoryUtils.getTransactionalEntityManager(
                    context.getBean(EntityManagerFactory.class));
            Objects.requireNonNull(entities).flush();
            try {
                honker.database().transactionVoid(tx -> work.run(this));
            } catch (Exception e) {
                // why: it would go on with entities whose rows were taken back
                entities.clear();
                throw e;
            }
        }

        @Override
        public void requiresNew(Work work) {
            SpringSubject.this.run(work, transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW), false);
        }
    }
}
