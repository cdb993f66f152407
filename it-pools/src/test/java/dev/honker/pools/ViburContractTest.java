package dev.honker.pools;

import dev.honker.support.contract.Tool;

class ViburContractTest extends PoolContract {

    ViburContractTest() {
        super(Tool.VIBUR, Pool.VIBUR);
    }
}
