package dev.honker.pools;

import dev.honker.support.contract.Tool;

class P6spyContractTest extends WrappingContract {

    P6spyContractTest() {
        super(Tool.P6SPY, Wrapping.P6SPY);
    }
}
