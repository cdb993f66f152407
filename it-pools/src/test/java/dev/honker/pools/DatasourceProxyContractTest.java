package dev.honker.pools;

import dev.honker.support.contract.Tool;

class DatasourceProxyContractTest extends WrappingContract {

    DatasourceProxyContractTest() {
        super(Tool.DATASOURCE_PROXY, Wrapping.DATASOURCE_PROXY);
    }
}
