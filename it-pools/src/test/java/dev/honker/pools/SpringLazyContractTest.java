package dev.honker.pools;

import dev.honker.support.contract.Tool;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

class SpringLazyContractTest extends SpringContract {

    SpringLazyContractTest() {
        super(Tool.SPRING_LAZY);
    }

    @Override
    DataSource around(DataSource pool) {
        return new LazyConnectionDataSourceProxy(pool);
    }
}
