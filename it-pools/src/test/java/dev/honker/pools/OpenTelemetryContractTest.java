package dev.honker.pools;

import dev.honker.support.contract.Tool;

class OpenTelemetryContractTest extends WrappingContract {

    OpenTelemetryContractTest() {
        super(Tool.OPENTELEMETRY, Wrapping.OPENTELEMETRY);
    }
}
