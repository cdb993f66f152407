package dev.honker.pools;

import dev.honker.support.contract.Tool;

class DruidContractTest extends PoolContract {

    DruidContractTest() {
        super(Tool.DRUID, Pool.DRUID);
    }
}
