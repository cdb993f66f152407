package dev.honker.pools;

import dev.honker.support.contract.Tool;

class DbcpContractTest extends PoolContract {

    DbcpContractTest() {
        super(Tool.DBCP, Pool.DBCP2);
    }
}
