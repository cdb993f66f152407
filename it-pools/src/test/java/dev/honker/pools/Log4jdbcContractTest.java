package dev.honker.pools;

import dev.honker.support.contract.Tool;

class Log4jdbcContractTest extends WrappingContract {

    Log4jdbcContractTest() {
        super(Tool.LOG4JDBC, Wrapping.LOG4JDBC);
    }
}
