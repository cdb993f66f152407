package dev.honker.pools;

import dev.honker.support.contract.Tool;

class MybatisPoolContractTest extends PoolContract {

    MybatisPoolContractTest() {
        super(Tool.MYBATIS_POOL, Pool.MYBATIS);
    }
}
