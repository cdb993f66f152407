package dev.honker.example.shop.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.example.shop.ShopContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HibernateShopTest extends ShopContract {

    HibernateShopTest() {
        super(Shop.class, HibernateStore::open);
    }

    @Test
    void theSameShopRunsOnPlainSqlite() throws Exception {
        Path kept = folder.resolve("plain.db");

        int exitCode = run("--plain", "--keep", kept.toString());

        assertThat(exitCode).isZero();
        assertThat(output()).contains("The shop on jdbc:sqlite:").contains("orders committed");
        assertThat(ask(kept, "select count(*) from Invoice where InvoiceId > 412 and CustomerId is null"))
                .isEqualTo("0");
    }
}
