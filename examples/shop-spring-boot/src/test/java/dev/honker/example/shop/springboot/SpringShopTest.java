package dev.honker.example.shop.springboot;

import dev.honker.example.shop.ShopContract;

class SpringShopTest extends ShopContract {

    SpringShopTest() {
        super(Shop.class, SpringStore::open);
    }
}
