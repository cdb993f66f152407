package dev.honker.support.monitor;

import dev.honker.jdbc.HonkerDriver;
import java.util.Map;

/** Why here: the module itself can't know this one. */
class JdbcMonitorTest extends MonitorContract {

    JdbcMonitorTest() {
        super(
                HonkerDriver.class,
                Map.of(
                        "WriteLockYield.run",
                        "SQLite's own monitor: what it runs there waits for no lock, as it ends and begins transactions that only read"));
    }
}
