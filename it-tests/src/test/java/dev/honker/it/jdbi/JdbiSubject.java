package dev.honker.it.jdbi;

import dev.honker.Honker;
import dev.honker.support.contract.Subject;
import dev.honker.support.contract.TransactionOperations;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** Handles and their transactions; honker by SQL where one row is written, else by its own API on the handle's connection. */
final class JdbiSubject implements Subject {

    private final Jdbi jdbi;

    JdbiSubject(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void inTransaction(Work work) throws Exception {
        jdbi.useTransaction(handle -> work.run(new JdbiOperations(handle)));
    }

    @Override
    public void rolledBack(Work work) throws Exception {
        jdbi.useTransaction(handle -> {
            work.run(new JdbiOperations(handle));
            handle.rollback();
        });
    }

    @Override
    public void readOnly(Work work) throws Exception {
        jdbi.useHandle(handle -> {
            handle.setReadOnly(true);
            handle.useTransaction(inside -> work.run(new JdbiOperations(inside)));
        });
    }

    @Override
    public void close() {
        // why: it closes its connections by itself
    }

    private final class JdbiOperations extends TransactionOperations {

        private final Handle handle;

        JdbiOperations(Handle handle) {
            super(Honker.on(handle.getConnection()));
            this.handle = handle;
        }

        @Override
        public long insertOrder(String item) {
            try (Update insert = handle.createUpdate("insert into orders(item) values (:item)")) {
                return insert.bind("item", item)
                        .executeAndReturnGeneratedKeys()
                        .mapTo(Long.class)
                        .one();
            }
        }

        @Override
        public void insertOrders(List<String> items) {
            try (PreparedBatch batch = handle.prepareBatch("insert into orders(item) values (:item)")) {
                items.forEach(item -> batch.bind("item", item).add());
                batch.execute();
            }
        }

        @Override
        public long countOrders() {
            return number("select count(*) from orders");
        }

        @Override
        public long enqueue(String queue, String payloadJson) {
            return number("select honker_enqueue(?, ?, null, null, 0, 3, null)", queue, payloadJson);
        }

        @Override
        public long notify(String channel, String payloadJson) {
            return number("select notify(?, ?)", channel, payloadJson);
        }

        private long number(String sql, String... parameters) {
            try (Query query = handle.select(sql, (Object[]) parameters)) {
                return query.mapTo(Long.class).one();
            }
        }

        @Override
        public void nested(Work work) throws Exception {
            handle.savepoint("nested");
            try {
                work.run(this);
            } catch (Exception e) {
                handle.rollbackToSavepoint("nested");
                throw e;
            }
            handle.releaseSavepoint("nested");
        }

        @Override
        public void requiresNew(Work work) throws Exception {
            // why: jdbi.useTransaction would go on in the thread's handle
            try (Handle second = jdbi.open()) {
                second.useTransaction(inside -> work.run(new JdbiOperations(inside)));
            }
        }
    }
}
