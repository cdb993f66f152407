package dev.honker.example.shop;

class PlainSqliteUseCasesTest extends ShopUseCasesContract {

    PlainSqliteUseCasesTest() {
        super(Shop.PLAIN);
    }
}
