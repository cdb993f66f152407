package dev.honker.it.transaction;

import java.sql.Connection;
import java.sql.DriverManager;

/** A second process that loads, changes and flushes the counter; arguments: a JDBC URL and how often. */
final class OutsideCounter {

    private OutsideCounter() {}

    public static void main(String[] arguments) throws Exception {
        int times = Integer.parseInt(arguments[1]);
        try (Connection connection = DriverManager.getConnection(arguments[0])) {
            connection.setAutoCommit(false);
            for (int i = 0; i < times; i++) {
                ImmediateBeginTest.loadChangeFlush(connection);
            }
        }
    }
}
