package dev.honker.it.wake;

import dev.honker.it.support.Lifeline;
import dev.honker.it.support.Sql;
import java.sql.Connection;
import java.sql.DriverManager;

/** A process that commits so many notifications on the channel {@code c}, with as many rollbacks on {@code never} between. */
final class NotifyWriter {

    private NotifyWriter() {}

    /** A URL and how many. */
    public static void main(String[] arguments) throws Exception {
        int commits = Integer.parseInt(arguments[1]);
        try (Connection connection = DriverManager.getConnection(arguments[0])) {
            System.out.println("ready");
            if (System.in.read() < 0) {
                return;
            }
            Lifeline.hold();
            connection.setAutoCommit(false);
            for (int i = 0; i < commits; i++) {
                if (i % 3 == 0) {
                    Sql.run(connection, "SELECT notify('never', 'rolled back')");
                    connection.rollback();
                }
                Sql.run(connection, "SELECT notify('c', '" + i + "')");
                connection.commit();
            }
        }
        System.out.println("done");
    }
}
