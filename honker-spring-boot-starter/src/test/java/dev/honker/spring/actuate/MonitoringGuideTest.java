package dev.honker.spring.actuate;

import dev.honker.support.docs.GuideContract;

class MonitoringGuideTest extends GuideContract {

    MonitoringGuideTest() {
        super("docs/monitoring.md");
    }
}
