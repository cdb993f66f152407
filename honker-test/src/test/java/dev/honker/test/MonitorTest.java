package dev.honker.test;

import dev.honker.support.monitor.MonitorContract;

class MonitorTest extends MonitorContract {

    MonitorTest() {
        super(HonkerTest.class);
    }
}
