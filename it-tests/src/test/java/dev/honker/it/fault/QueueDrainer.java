package dev.honker.it.fault;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process, or a thread, that drains the queue {@code q} and says the id of each job that it acknowledged. */
final class QueueDrainer {

    private static final Pattern ID = Pattern.compile("\"id\":(\\d+),");

    private QueueDrainer() {}

    /** A URL and the worker's name; begins when it is told to. */
    public static void main(String[] arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection(arguments[0])) {
            System.out.println("ready");
            if (System.in.read() < 0) {
                return;
            }
            List<Long> first = drain(connection, arguments[1], 1);
            System.out.println("begun");
            first.forEach(System.out::println);
            drain(connection, arguments[1]).forEach(System.out::println);
        }
    }

    /** Claims a few at a time, acknowledges them singly or together, until nothing is left. */
    static List<Long> drain(Connection connection, String worker) throws SQLException {
        return drain(connection, worker, Integer.MAX_VALUE);
    }

    private static List<Long> drain(Connection connection, String worker, int rounds) throws SQLException {
        List<Long> done = new ArrayList<>();
        try (PreparedStatement claim = connection.prepareStatement("SELECT honker_claim_batch('q', ?, ?, 600)");
                PreparedStatement acknowledge = connection.prepareStatement("SELECT honker_ack(?, ?)");
                PreparedStatement acknowledgeAll = connection.prepareStatement("SELECT honker_ack_batch(?, ?)")) {
            claim.setString(1, worker);
            acknowledge.setString(2, worker);
            acknowledgeAll.setString(2, worker);
            for (int round = 0; round < rounds; round++) {
                claim.setInt(2, 1 + round % 7);
                List<Long> ids = ids(claim);
                if (ids.isEmpty()) {
                    return done;
                }
                if (ids.size() == 1) {
                    acknowledge.setLong(1, ids.get(0));
                    require(acknowledge, 1);
                } else {
                    acknowledgeAll.setString(1, ids.toString());
                    require(acknowledgeAll, ids.size());
                }
                done.addAll(ids);
            }
        }
        return done;
    }

    private static List<Long> ids(PreparedStatement claim) throws SQLException {
        try (ResultSet row = claim.executeQuery()) {
            row.next();
            List<Long> ids = new ArrayList<>();
            Matcher found = ID.matcher(row.getString(1));
            while (found.find()) {
                ids.add(Long.valueOf(found.group(1)));
            }
            return ids;
        }
    }

    private static void require(PreparedStatement acknowledge, long expected) throws SQLException {
        try (ResultSet row = acknowledge.executeQuery()) {
            row.next();
            if (row.getLong(1) != expected) {
                throw new AssertionError("acknowledged " + row.getLong(1) + " of " + expected);
            }
        }
    }
}
