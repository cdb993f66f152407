package dev.honker.it.wake;

import dev.honker.UpdateEvents;
import dev.honker.it.support.Lifeline;
import dev.honker.jdbc.HonkerConnection;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;

/**
 * A process, or a thread, that subscribes first and reads second until it has seen so many notifications. It never looks at
 * the tables without a wake, and a wake that does not come for a long time is a missed one.
 */
final class NotifyListener {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private NotifyListener() {}

    /** A URL and how many to expect. */
    public static void main(String[] arguments) throws Exception {
        Lifeline.hold();
        try (Connection connection = DriverManager.getConnection(arguments[0]);
                UpdateEvents events = connection.unwrap(HonkerConnection.class).updateEvents()) {
            System.out.println("ready");
            System.out.println(listen(connection, events, Long.parseLong(arguments[1])));
        }
    }

    /** What it has to say in the end: {@code all} or what went wrong. */
    static String listen(Connection connection, UpdateEvents events, long expected) throws Exception {
        long seen = 0;
        long last = 0;
        try (PreparedStatement news =
                connection.prepareStatement("SELECT id, channel FROM _honker_notifications WHERE id > ? ORDER BY id")) {
            while (true) {
                news.setLong(1, last);
                try (ResultSet rows = news.executeQuery()) {
                    while (rows.next()) {
                        if (rows.getString(2).equals("never")) {
                            return "saw a notification that was rolled back";
                        }
                        if (rows.getLong(1) != last + 1) {
                            return "saw " + rows.getLong(1) + " after " + last;
                        }
                        last = rows.getLong(1);
                        seen++;
                    }
                }
                if (seen >= expected) {
                    return seen == expected ? "all" : "saw " + seen + " of " + expected;
                }
                if (!events.awaitUpdate(PATIENCE)) {
                    return "no wake any more after " + seen + " of " + expected;
                }
            }
        }
    }
}
