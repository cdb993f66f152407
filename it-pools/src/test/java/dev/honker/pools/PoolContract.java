package dev.honker.pools;

import dev.honker.support.contract.JdbcSubject;
import dev.honker.support.contract.Subject;
import dev.honker.support.contract.Tool;
import dev.honker.support.contract.TransactionContract;
import java.sql.SQLException;

/** The suite on the connections of a pool, used by hand. */
abstract class PoolContract extends TransactionContract {

    private final Tool tool;
    private final Pool pool;

    PoolContract(Tool tool, Pool pool) {
        this.tool = tool;
        this.pool = pool;
    }

    @Override
    protected Tool tool() {
        return tool;
    }

    @Override
    protected String version() {
        return pool.version();
    }

    @Override
    protected Subject open(String url) throws SQLException {
        Pool.OpenPool open = pool.open(Pool.Setup.of(url));
        return new JdbcSubject(open.dataSource()::getConnection, open::close);
    }
}
