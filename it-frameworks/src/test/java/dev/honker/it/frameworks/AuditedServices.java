package dev.honker.it.frameworks;

import static org.springframework.transaction.annotation.Propagation.NOT_SUPPORTED;
import static org.springframework.transaction.annotation.Propagation.REQUIRES_NEW;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;

/** A service of orders and one of audits, as an application writes them; each public method of theirs is a transaction. */
record AuditedServices(Orders orders) {

    /** The statements, run in the transaction of the caller if there is one. */
    interface Statements {
        long count(String table);

        void insert(String table, String text);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    @Import({Orders.class, Audits.class, Reviews.class})
    static class Beans {
        @Bean
        AuditedServices services(Orders orders) {
            return new AuditedServices(orders);
        }
    }

    /** The outer transactions. */
    @Transactional
    static class Orders {
        private final Statements statements;
        private final Audits audits;
        private final Reviews reviews;

        Orders(Statements statements, Audits audits, Reviews reviews) {
            this.statements = statements;
            this.audits = audits;
            this.reviews = reviews;
        }

        public void place() {
            statements.insert("orders", "one more");
        }

        public long countThenAudit() {
            long count = statements.count("orders");
            audits.write();
            return count;
        }

        public void countThenAuditWithoutTransaction() {
            statements.count("orders");
            audits.writeWithoutTransaction();
        }

        public List<Long> countAuditsAroundAnAudit() {
            long before = statements.count("audits");
            audits.write();
            return List.of(before, statements.count("audits"));
        }

        public long countTwice() {
            statements.count("orders");
            return audits.review();
        }

        public long countAroundAReviewedAudit() {
            statements.count("orders");
            reviews.countThenAudit();
            return statements.count("orders");
        }

        public void placeAfterAReview() {
            statements.count("orders");
            audits.review();
            statements.insert("orders", "one more");
        }

        public void placeAfterAnAudit() {
            statements.count("orders");
            audits.write();
            statements.insert("orders", "one more");
        }

        public void placeAfterARefusedAudit() {
            statements.count("orders");
            try {
                audits.refuse();
            } catch (IllegalStateException e) {
                statements.insert("orders", "one more");
            }
        }
    }

    /** Transactions between the outer and the inner ones. */
    @Transactional(propagation = REQUIRES_NEW)
    static class Reviews {
        private final Statements statements;
        private final Audits audits;

        Reviews(Statements statements, Audits audits) {
            this.statements = statements;
            this.audits = audits;
        }

        public void countThenAudit() {
            statements.count("audits");
            audits.write();
            statements.count("audits");
        }
    }

    /** The inner transactions. */
    @Transactional(propagation = REQUIRES_NEW)
    static class Audits {
        private final Statements statements;

        Audits(Statements statements) {
            this.statements = statements;
        }

        public void write() {
            statements.insert("audits", "counted");
        }

        @Transactional(propagation = NOT_SUPPORTED)
        public void writeWithoutTransaction() {
            statements.insert("audits", "counted");
        }

        public long review() {
            return statements.count("orders");
        }

        public void refuse() {
            statements.insert("audits", "counted");
            throw new IllegalStateException("refused");
        }
    }
}
