package dev.honker.pools;

import dev.honker.pools.Pool.OpenPool;
import dev.honker.pools.Pool.Setup;
import dev.honker.support.contract.JdbcSubject;
import dev.honker.support.contract.Subject;
import dev.honker.support.contract.Tool;
import dev.honker.support.contract.TransactionContract;
import java.sql.SQLException;
import java.util.Locale;

/** The suite on connections in a wrapper, used by hand. */
abstract class WrappingContract extends TransactionContract {

    private final Tool tool;
    private final Wrapping wrapping;

    WrappingContract(Tool tool, Wrapping wrapping) {
        this.tool = tool;
        this.wrapping = wrapping;
    }

    @Override
    protected Tool tool() {
        return tool;
    }

    @Override
    protected String version() {
        return Versions.of(wrapping.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    @Override
    protected Subject open(String url) throws SQLException {
        OpenPool open = wrapping.open(Setup.of(url));
        return new JdbcSubject(open.dataSource()::getConnection, open::close);
    }
}
