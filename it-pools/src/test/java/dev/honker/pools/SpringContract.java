package dev.honker.pools;

import dev.honker.pools.Pool.OpenPool;
import dev.honker.pools.Pool.Setup;
import dev.honker.support.contract.Subject;
import dev.honker.support.contract.Tool;
import dev.honker.support.contract.TransactionContract;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.core.SpringVersion;

/** The suite in Spring's transactions, on one of its data sources around a pool. */
abstract class SpringContract extends TransactionContract {

    private final Tool tool;

    SpringContract(Tool tool) {
        this.tool = tool;
    }

    /** Spring's data source around the pool. */
    abstract DataSource around(DataSource pool);

    /** What the transaction manager is given. */
    DataSource managed(DataSource pool, DataSource wrapped) {
        return wrapped;
    }

    @Override
    protected Tool tool() {
        return tool;
    }

    @Override
    protected String version() {
        return String.valueOf(SpringVersion.getVersion());
    }

    @Override
    protected Subject open(String url) throws SQLException {
        OpenPool open = Pool.HIKARI.open(Setup.of(url));
        DataSource wrapped = around(open.dataSource());
        return new SpringSubject(managed(open.dataSource(), wrapped), wrapped, open::close);
    }
}
