package dev.honker.pools;

import dev.honker.support.contract.Tool;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class SpringDelegatingContractTest extends SpringContract {

    SpringDelegatingContractTest() {
        super(Tool.SPRING_DELEGATING);
    }

    @Override
    DataSource around(DataSource pool) {
        return new DelegatingDataSource(pool);
    }
}
