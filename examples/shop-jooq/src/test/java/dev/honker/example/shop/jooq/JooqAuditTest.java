package dev.honker.example.shop.jooq;

import dev.honker.example.shop.AuditContract;

class JooqAuditTest extends AuditContract {

    JooqAuditTest() {
        super(JooqStore::open);
    }
}
