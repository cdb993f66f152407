package dev.honker.support.monitor;

import dev.honker.jdbc.HonkerDriver;
import java.util.Map;

/** Why here: the module itself can't know this one. */
class JdbcMonitorTest extends MonitorContract {

    /** Every native call of sqlite-jdbc holds this monitor, whoever makes it, and SQLite's own wait happens in there. */
    private static final String SQLITES_MONITOR =
            "SQLite's own monitor, held for calls of SQLite alone whose results belong together";

    JdbcMonitorTest() {
        super(
                HonkerDriver.class,
                Map.of(
                        "ControlStatements.run", SQLITES_MONITOR,
                        "ControlStatements.text", SQLITES_MONITOR,
                        "HonkerResultSet.step", SQLITES_MONITOR,
                        "StatementRunner.undivided", SQLITES_MONITOR,
                        "TransactionProbe.ask", SQLITES_MONITOR,
                        "WriteLockYield.run", SQLITES_MONITOR));
    }
}
