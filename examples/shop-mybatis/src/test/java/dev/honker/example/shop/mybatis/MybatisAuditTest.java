package dev.honker.example.shop.mybatis;

import dev.honker.example.shop.AuditContract;

class MybatisAuditTest extends AuditContract {

    MybatisAuditTest() {
        super(MybatisStore::open);
    }
}
