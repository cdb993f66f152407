package dev.honker.pools;

import dev.honker.support.contract.Tool;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

class SpringAwareContractTest extends SpringContract {

    SpringAwareContractTest() {
        super(Tool.SPRING_AWARE);
    }

    @Override
    DataSource around(DataSource pool) {
        return new TransactionAwareDataSourceProxy(pool);
    }

    @Override
    DataSource managed(DataSource pool, DataSource wrapped) {
        return pool;
    }
}
