package dev.honker.example.shop.hibernate;

import dev.honker.example.shop.ShopCommand;

class HonkerUseCasesTest extends ShopUseCasesContract {

    HonkerUseCasesTest() {
        super(ShopCommand.HONKER);
    }
}
