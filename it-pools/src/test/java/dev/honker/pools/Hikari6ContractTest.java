package dev.honker.pools;

import dev.honker.support.contract.Tool;

class Hikari6ContractTest extends PoolContract {

    Hikari6ContractTest() {
        super(Tool.HIKARI_6, Pool.HIKARI);
    }
}
