package dev.honker.jooq;

import dev.honker.support.monitor.MonitorContract;

class MonitorTest extends MonitorContract {

    MonitorTest() {
        super(HonkerDSL.class);
    }
}
