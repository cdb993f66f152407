package dev.honker.spring.modulith;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.UpdateEvents;
import dev.honker.spring.modulith.shop.Shop;
import dev.honker.spring.modulith.shop.letters.Letters;
import dev.honker.spring.modulith.shop.orders.OrderPlaced;
import dev.honker.spring.modulith.shop.orders.Orders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The shop on a fresh file, and a look at it from outside. */
abstract class ShopFixture {

    @TempDir
    Path directory;

    private Database outside;
    private @Nullable ConfigurableApplicationContext shop;

    @BeforeEach
    void lookFromOutside() {
        // why without honker's tables: what the application itself makes is looked at
        outside = Honker.of(new dev.honker.jdbc.HonkerDataSource(url()));
    }

    @AfterEach
    void close() {
        closeShop();
        outside.close();
    }

    ConfigurableApplicationContext start(String... properties) {
        closeShop();
        ConfigurableApplicationContext started = new SpringApplicationBuilder(Shop.class)
                .web(WebApplicationType.NONE)
                .properties("spring.main.banner-mode=off", "spring.datasource.url=" + url())
                .properties(properties)
                .run();
        shop = started;
        return started;
    }

    void closeShop() {
        if (shop != null) {
            shop.close();
            shop = null;
        }
    }

    String url() {
        return "jdbc:honker:sqlite:" + directory.resolve("shop.db");
    }

    Orders orders() {
        return bean(Orders.class);
    }

    Letters letters() {
        return bean(Letters.class);
    }

    <T> T bean(Class<T> type) {
        assertThat(shop).isNotNull();
        return shop.getBean(type);
    }

    /** What the listener was given next. */
    OrderPlaced attempt() throws InterruptedException {
        OrderPlaced attempt = letters().attempts().poll(20, TimeUnit.SECONDS);
        assertThat(attempt).isNotNull();
        return attempt;
    }

    /** Waits for commits until so many rows answer the condition. */
    void await(long rows, String table, String condition) {
        try (UpdateEvents commits = outside.updateEvents()) {
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (count(table, condition) != rows) {
                assertThat(System.nanoTime())
                        .as(() -> "rows of " + table + " where " + condition + ": "
                                + outside.query("SELECT * FROM " + table))
                        .isLessThan(deadline);
                commits.awaitUpdate(Duration.ofSeconds(1));
            }
        }
    }

    /** Rows, none of them if there is no such table. */
    long count(String table, String condition) {
        return tables().contains(table)
                ? outside.query("SELECT count(*) AS n FROM " + table + " WHERE " + condition)
                        .get(0)
                        .getLong("n")
                : 0;
    }

    List<String> tables() {
        return outside.query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'").stream()
                .map(row -> row.getString("name"))
                .toList();
    }

    void execute(String sql) {
        outside.transactionVoid(tx -> tx.execute(sql));
    }
}
