package dev.honker.it.wake;

import dev.honker.UpdateEvents;
import dev.honker.it.support.Lifeline;
import dev.honker.it.support.Sql;
import dev.honker.jdbc.HonkerConnection;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Reads notifications as a listener does: subscribes first, reads second, and never looks at the tables without a wake. A wake
 * that does not come for a long time is a missed one. It can be a process, which says {@code all} after so many, again and
 * again.
 */
final class NotifyListener {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Connection connection;
    private final UpdateEvents events;
    private long last;

    NotifyListener(Connection connection, UpdateEvents events) throws SQLException {
        this.connection = connection;
        this.events = events;
        this.last = Sql.number(connection, "SELECT coalesce(max(id), 0) FROM _honker_notifications");
    }

    /** A URL and how many to expect a time. */
    public static void main(String[] arguments) throws Exception {
        Lifeline.hold();
        try (Connection connection = DriverManager.getConnection(arguments[0]);
                UpdateEvents events = connection.unwrap(HonkerConnection.class).updateEvents()) {
            NotifyListener listener = new NotifyListener(connection, events);
            System.out.println("ready");
            while (true) {
                System.out.println(listener.listen(Long.parseLong(arguments[1])));
            }
        }
    }

    /** Returns when it has seen so many more: {@code all}, or what went wrong. */
    String listen(long expected) throws SQLException {
        long end = last + expected;
        while (true) {
            String wrong = read();
            if (wrong != null) {
                return wrong;
            }
            if (last >= end) {
                return last == end ? "all" : "saw " + (last - end) + " too many";
            }
            if (!events.awaitUpdate(PATIENCE)) {
                return "no wake any more though " + (end - last) + " are to come";
            }
        }
    }

    private String read() throws SQLException {
        try (PreparedStatement news =
                connection.prepareStatement("SELECT id, channel FROM _honker_notifications WHERE id > ? ORDER BY id")) {
            news.setLong(1, last);
            try (ResultSet rows = news.executeQuery()) {
                while (rows.next()) {
                    if (rows.getString(2).equals("never")) {
                        return "saw a notification that was rolled back";
                    }
                    if (rows.getLong(1) != last + 1) {
                        return "saw " + rows.getLong(1) + " after " + last;
                    }
                    last++;
                }
            }
        }
        return null;
    }
}
