package dev.honker.spring.modulith;

import dev.honker.support.monitor.MonitorContract;

class MonitorTest extends MonitorContract {

    MonitorTest() {
        super(HonkerModulithAutoConfiguration.class);
    }
}
