package dev.honker.pools;

import dev.honker.support.contract.Tool;

class C3p0ContractTest extends PoolContract {

    C3p0ContractTest() {
        super(Tool.C3P0, Pool.C3P0);
    }
}
