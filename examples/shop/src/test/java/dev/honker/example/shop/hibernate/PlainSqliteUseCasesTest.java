package dev.honker.example.shop.hibernate;

import dev.honker.example.shop.ShopCommand;

class PlainSqliteUseCasesTest extends ShopUseCasesContract {

    PlainSqliteUseCasesTest() {
        super(ShopCommand.PLAIN);
    }
}
