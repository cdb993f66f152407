package dev.honker.it.wake;

import dev.honker.it.support.Sql;
import java.sql.Connection;
import java.sql.DriverManager;

/**
 * A process that, each time it is told to, commits so many notifications on the channel {@code c}, with rollbacks on
 * {@code never} in between and at the end.
 */
final class NotifyWriter {

    private NotifyWriter() {}

    /** A URL and how many a time. */
    public static void main(String[] arguments) throws Exception {
        int commits = Integer.parseInt(arguments[1]);
        try (Connection connection = DriverManager.getConnection(arguments[0])) {
            connection.setAutoCommit(false);
            System.out.println("ready");
            for (int order = System.in.read(); order >= 0; order = System.in.read()) {
                if (order == '\n') {
                    write(connection, commits);
                    System.out.println("done");
                }
            }
        }
    }

    private static void write(Connection connection, int commits) throws Exception {
        for (int i = 0; i < commits; i++) {
            Sql.run(connection, "SELECT notify('c', '" + i + "')");
            connection.commit();
            if (i % 3 == 0) {
                Sql.run(connection, "SELECT notify('never', 'rolled back')");
                connection.rollback();
            }
        }
    }
}
