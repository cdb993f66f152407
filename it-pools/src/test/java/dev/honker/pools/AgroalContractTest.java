package dev.honker.pools;

import dev.honker.support.contract.Tool;

class AgroalContractTest extends PoolContract {

    AgroalContractTest() {
        super(Tool.AGROAL, Pool.AGROAL);
    }
}
