package dev.honker.example.shop.jooq;

import dev.honker.example.shop.OfficeContract;

class JooqOfficeTest extends OfficeContract {

    JooqOfficeTest() {
        super(JooqStore::open);
    }
}
