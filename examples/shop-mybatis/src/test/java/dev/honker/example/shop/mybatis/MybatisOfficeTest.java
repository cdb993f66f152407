package dev.honker.example.shop.mybatis;

import dev.honker.example.shop.OfficeContract;

class MybatisOfficeTest extends OfficeContract {

    MybatisOfficeTest() {
        super(MybatisStore::open);
    }
}
