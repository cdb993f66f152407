package dev.honker.example.shop;

class HonkerUseCasesTest extends ShopUseCasesContract {

    HonkerUseCasesTest() {
        super(Shop.HONKER);
    }
}
