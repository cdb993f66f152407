package dev.honker.example.shop.jooq;

import dev.honker.example.shop.ShopContract;

class JooqShopTest extends ShopContract {

    JooqShopTest() {
        super(Shop.class, JooqStore::open);
    }
}
