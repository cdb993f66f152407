package dev.honker.it.monitor;

import dev.honker.cli.HonkerCommand;
import dev.honker.support.monitor.MonitorContract;

class CliMonitorTest extends MonitorContract {

    CliMonitorTest() {
        super(HonkerCommand.class);
    }
}
