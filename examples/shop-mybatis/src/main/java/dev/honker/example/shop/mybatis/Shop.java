package dev.honker.example.shop.mybatis;

import dev.honker.example.shop.ShopCommand;

/** The command. */
public final class Shop {

    private Shop() {}

    public static void main(String[] arguments) throws Exception {
        new ShopCommand(Shop.class, MybatisStore::open).main(arguments);
    }
}
