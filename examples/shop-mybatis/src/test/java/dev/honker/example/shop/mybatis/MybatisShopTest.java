package dev.honker.example.shop.mybatis;

import dev.honker.example.shop.ShopContract;

class MybatisShopTest extends ShopContract {

    MybatisShopTest() {
        super(Shop.class, MybatisStore::open);
    }
}
