package dev.honker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import dev.honker.Job;
import dev.honker.UpdateEvents;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class JpaListenerTest {

    @Configuration(proxyBeanMethods = false)
    static class Beans {
        @Bean
        Clerk clerk(PlacedOrders orders, PlatformTransactionManager manager) {
            return new Clerk(orders, new TransactionTemplate(manager));
        }
    }

    static class Clerk {
        private final PlacedOrders orders;
        private final TransactionTemplate transaction;

        Clerk(PlacedOrders orders, TransactionTemplate transaction) {
            this.orders = orders;
            this.transaction = transaction;
        }

        @HonkerListener(queue = "orders", transactional = true, backoff = "0s")
        void place(String item, Job job) {
            orders.save(new PlacedOrder("attempt " + job.attempts()));
            if (job.attempts() == 1) {
                throw new IllegalStateException("after the insert");
            } else if (job.attempts() == 2) {
                transaction.executeWithoutResult(status -> status.setRollbackOnly());
            }
        }
    }

    @TempDir
    Path directory;

    @Test
    void whatJpaWritesAndTheEndOfTheJobAreOne() throws Exception {
        Path file = directory.resolve("app.db");
        Tables tables = Tables.make(file);
        String url = "jdbc:honker:sqlite:" + file;
        try (ConfigurableApplicationContext context = Started.withJpa(url, Beans.class);
                UpdateEvents commits = context.getBean(Database.class).updateEvents()) {
            HonkerTemplate honker = context.getBean(HonkerTemplate.class);
            honker.enqueue("orders", "x");
            while (honker.queue("orders").size() > 0) {
                assertThat(commits.awaitUpdate(Duration.ofSeconds(60))).isTrue();
            }
        }
        assertThat(tables.texts("select item from orders")).containsExactly("attempt 3");
    }
}
