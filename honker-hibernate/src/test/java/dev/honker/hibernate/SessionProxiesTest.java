package dev.honker.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.HonkerException;
import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.support.TransactionTemplate;

/** Sessions that are proxies for whichever session the thread has. */
class SessionProxiesTest {

    @TempDir
    Path folder;

    @Test
    void springsSharedEntityManagerIsTheOneOfTheThreadsTransaction() throws Exception {
        try (Store store = Store.open(folder.resolve("app.db"), Shop.Tag.class)) {
            EntityManager shared = SharedEntityManagerCreator.createSharedEntityManager(store.factory());
            HonkerSession honker = HonkerSession.of(shared); // once, as a field of a bean
            TransactionTemplate template = new TransactionTemplate(new JpaTransactionManager(store.factory()));
            template.executeWithoutResult(transaction -> {
                shared.persist(new Shop.Tag(1));
                honker.queue("receipts").enqueue("1");
                honker.enqueueOnCommit("receipts", "2");
            });
            template.executeWithoutResult(transaction -> {
                shared.persist(new Shop.Tag(2));
                honker.queue("receipts").enqueue("3");
                honker.enqueueOnCommit("receipts", "4");
                transaction.setRollbackOnly();
            });
            assertThat(store.jobs()).containsExactly("receipts 1", "receipts 2");
            assertThat(store.rows("select id from Tag")).containsExactly("1");
            assertThatThrownBy(() -> honker.queue("receipts").enqueue("5"))
                    .isInstanceOf(HonkerException.class)
                    .hasMessageContaining("begin one first");
        }
    }

    @Test
    void hibernatesCurrentSessionIsTheOneOfTheThread() throws Exception {
        try (Store store = Store.open(
                folder.resolve("app.db"),
                Map.of("hibernate.hbm2ddl.auto", "update", "hibernate.current_session_context_class", "thread"),
                Shop.Tag.class)) {
            Session current = store.factory().getCurrentSession();
            current.beginTransaction();
            HonkerSession.of(current).queue("receipts").enqueue("1");
            HonkerSession.of(current).enqueueOnCommit("receipts", "2");
            current.getTransaction().commit();
            assertThat(store.jobs()).containsExactly("receipts 1", "receipts 2");
        }
    }
}
