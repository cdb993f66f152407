package dev.honker.support.contract;

import com.zaxxer.hikari.HikariDataSource;

class HikariManualCommitContractTest extends TransactionContract {

    @Override
    protected Tool tool() {
        return Tool.HIKARI_MANUAL_COMMIT;
    }

    @Override
    protected String version() {
        return System.getProperty("hikaricp.version");
    }

    @Override
    protected Subject open(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setAutoCommit(false);
        return new JdbcSubject(pool::getConnection, pool::close);
    }
}
