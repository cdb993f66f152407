package dev.honker.spring;

import dev.honker.support.monitor.MonitorContract;

class MonitorTest extends MonitorContract {

    MonitorTest() {
        super(HonkerTemplate.class);
    }
}
