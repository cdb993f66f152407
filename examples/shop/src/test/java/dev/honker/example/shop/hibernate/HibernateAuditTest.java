package dev.honker.example.shop.hibernate;

import dev.honker.example.shop.AuditContract;

class HibernateAuditTest extends AuditContract {

    HibernateAuditTest() {
        super(HibernateStore::open);
    }
}
