package dev.honker.pools;

import dev.honker.support.contract.Tool;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

class SpringRoutingContractTest extends SpringContract {

    SpringRoutingContractTest() {
        super(Tool.SPRING_ROUTING);
    }

    @Override
    DataSource around(DataSource pool) {
        AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {
            @Override
            protected Object determineCurrentLookupKey() {
                return "orders";
            }
        };
        routing.setTargetDataSources(Map.of("orders", pool));
        routing.afterPropertiesSet();
        return routing;
    }
}
