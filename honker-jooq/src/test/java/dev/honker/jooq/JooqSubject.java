package dev.honker.jooq;

import static dev.honker.jooq.HonkerDSL.notifyChannel;
import static dev.honker.jooq.HonkerDSL.streamPublish;
import static dev.honker.jooq.Store.ID;
import static dev.honker.jooq.Store.ITEM;
import static dev.honker.jooq.Store.ORDERS;

import com.zaxxer.hikari.HikariDataSource;
import dev.honker.support.contract.Subject;
import java.util.List;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;

/** jOOQ over a pool, with the guard; jobs by the typed API and as fields, as applications mix them. */
final class JooqSubject implements Subject {

    private final HikariDataSource pool;
    private final DSLContext ctx;

    JooqSubject(HikariDataSource pool) {
        this.pool = pool;
        this.ctx = DSL.using(
                new DefaultConfiguration().set(pool).set(SQLDialect.SQLITE).set(new HonkerGuard()));
    }

    @Override
    public void inTransaction(Work work) {
        ctx.transaction(tx -> work.run(new JooqOperations(tx)));
    }

    @Override
    public void rolledBack(Work work) {
        // why: jOOQ has no other way to roll back, so the exception stays inside
        RuntimeException rollback = new RuntimeException("rollback");
        try {
            ctx.transaction(tx -> {
                work.run(new JooqOperations(tx));
                throw rollback;
            });
        } catch (RuntimeException e) {
            if (e != rollback) {
                throw e;
            }
        }
    }

    @Override
    public void readOnly(Work work) {
        ctx.connection(connection -> {
            connection.setReadOnly(true);
            DSL.using(ctx.configuration().derive(connection)).transaction(tx -> work.run(new JooqOperations(tx)));
        });
    }

    @Override
    public void close() {
        pool.close();
    }

    private final class JooqOperations implements Operations {

        private final DSLContext tx;

        JooqOperations(Configuration configuration) {
            this.tx = configuration.dsl();
        }

        @Override
        public long insertOrder(String item) {
            return tx.insertInto(ORDERS, ITEM)
                    .values(item)
                    .returningResult(ID)
                    .fetchSingle()
                    .value1();
        }

        @Override
        public void insertOrders(List<String> items) {
            tx.batch(items.stream()
                            .map(item -> tx.insertInto(ORDERS, ITEM).values(item))
                            .toList())
                    .execute();
        }

        @Override
        public long countOrders() {
            return tx.fetchCount(ORDERS);
        }

        @Override
        public long enqueue(String queue, String payloadJson) {
            return Honker.of(tx).queue(queue).enqueue(payloadJson);
        }

        @Override
        public List<Long> enqueueAll(String queue, List<String> payloads) {
            return tx.fetchValues(HonkerDSL.enqueueAll(queue, payloads));
        }

        @Override
        public long notify(String channel, String payloadJson) {
            return tx.fetchValue(notifyChannel(channel, payloadJson));
        }

        @Override
        public long publish(String topic, String payloadJson) {
            return tx.fetchValue(streamPublish(topic, payloadJson));
        }

        @Override
        public void nested(Work work) {
            tx.transaction(inner -> work.run(new JooqOperations(inner)));
        }

        @Override
        public void requiresNew(Work work) {
            inTransaction(work);
        }
    }
}
