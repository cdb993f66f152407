package dev.honker.pools;

import dev.honker.support.contract.Tool;

class TomcatContractTest extends PoolContract {

    TomcatContractTest() {
        super(Tool.TOMCAT, Pool.TOMCAT);
    }
}
