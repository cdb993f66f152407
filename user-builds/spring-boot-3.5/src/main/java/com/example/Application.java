package com.example;

import dev.honker.spring.HonkerListener;
import dev.honker.spring.HonkerTemplate;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootApplication
public class Application {

    record Receipt(String item) {}

    @Component
    static class Receipts {

        final CountDownLatch written = new CountDownLatch(1);
        private final JdbcTemplate jdbc;

        Receipts(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @HonkerListener(queue = "receipts", transactional = true)
        void write(Receipt receipt) {
            jdbc.update("insert into receipts (text) values (?)", receipt.item());
            written.countDown();
        }
    }

    public static void main(String[] arguments) throws Exception {
        try (ConfigurableApplicationContext context = SpringApplication.run(Application.class, arguments)) {
            JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
            jdbc.execute("create table if not exists receipts (text text)");
            context.getBean(TransactionTemplate.class)
                    .executeWithoutResult(status ->
                            context.getBean(HonkerTemplate.class).enqueue("receipts", new Receipt("a record")));
            if (!context.getBean(Receipts.class).written.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no receipt was written");
            }
        }
    }
}
