package dev.honker.example.shop.hibernate;

import dev.honker.example.shop.OfficeContract;

class HibernateOfficeTest extends OfficeContract {

    HibernateOfficeTest() {
        super(HibernateStore::open);
    }
}
