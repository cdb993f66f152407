package dev.honker.support.monitor;

import dev.honker.jdbc.HonkerDriver;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The driver's own classes. Why here: the module itself can't know this one. What it does in several calls that no other thread may come
 * between, it does in SQLite's own monitor, as sqlite-jdbc does: each of these calls is synchronized on the same monitor, and keeps a
 * carrier anyway, because it is native.
 */
class JdbcMonitorTest extends MonitorContract {

    private static final List<String> IN_SQLITES_MONITOR = List.of(
            "ControlStatements.run",
            "ControlStatements.text",
            "HonkerResultSet.step",
            "NestedSession.query",
            "NestedSession.queryLong",
            "NestedSession.update",
            "StatementRunner.undivided",
            "TransactionProbe.ask",
            "Transactions.yieldWriteLock",
            "WriteLockYield.run");

    /**
     * What is for callers from outside SQLite. Those inside call the session below JDBC, and the rows and the statement for generated keys
     * that sqlite-jdbc keeps, by the same types.
     */
    private static final Set<String> OUTSIDE = Set.of(
            "ConnectionSession", "PlainSession", "HonkerResultSet", "HonkerStatement", "HonkerPreparedStatement");

    JdbcMonitorTest() {
        super(HonkerDriver.class, reasons(), OUTSIDE);
    }

    private static Map<String, String> reasons() {
        return IN_SQLITES_MONITOR.stream()
                .collect(Collectors.toMap(Function.identity(), name -> "SQLite's own monitor"));
    }
}
