package dev.honker.hibernate;

import dev.honker.support.monitor.MonitorContract;

class MonitorTest extends MonitorContract {

    MonitorTest() {
        super(HonkerSession.class);
    }
}
