package dev.honker.support.contract;

import java.sql.DriverManager;

class PlainJdbcContractTest extends TransactionContract {

    @Override
    protected Tool tool() {
        return Tool.JDBC;
    }

    @Override
    protected String version() {
        return "–";
    }

    @Override
    protected Subject open(String url) {
        return new JdbcSubject(() -> DriverManager.getConnection(url), () -> {});
    }
}
