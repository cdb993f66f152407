package dev.honker.it.fault;

import dev.honker.it.support.Lifeline;
import dev.honker.it.support.Sql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;

/**
 * A process that writes orders until it is killed: each in one transaction with its job, event and notification, every fifth
 * rolled back. It says the number of each order whose commit has returned.
 */
final class OrderWriter {

    private OrderWriter() {}

    /** A URL, the first order number and a step. */
    public static void main(String[] arguments) throws Exception {
        Lifeline.hold();
        long order = Long.parseLong(arguments[1]);
        try (Connection connection = DriverManager.getConnection(arguments[0])) {
            connection.setAutoCommit(false);
            try (PreparedStatement row = connection.prepareStatement("INSERT INTO orders(id) VALUES (?)");
                    PreparedStatement job = connection.prepareStatement(
                            "SELECT honker_enqueue('receipts', ?, null, null, 0, 3, null)");
                    PreparedStatement event =
                            connection.prepareStatement("SELECT honker_stream_publish('orders', null, ?)");
                    PreparedStatement notification = connection.prepareStatement("SELECT notify('orders', ?)")) {
                System.out.println("ready");
                while (true) {
                    for (PreparedStatement each : new PreparedStatement[] {row, job, event, notification}) {
                        each.setString(1, Long.toString(order));
                        each.executeUpdate();
                    }
                    if (order % 5 == 0) {
                        connection.rollback();
                    } else {
                        connection.commit();
                        System.out.println(order);
                    }
                    order++;
                }
            }
        }
    }

    /** Makes the table and honker's. */
    static void createTables(Connection connection) throws Exception {
        Sql.run(connection, "CREATE TABLE orders(id INTEGER PRIMARY KEY)");
        Sql.run(connection, "SELECT honker_bootstrap()");
    }
}
