package dev.honker.it.wake;

import dev.honker.UpdateEvents;
import dev.honker.it.support.Lifeline;
import dev.honker.it.support.Sql;
import dev.honker.jdbc.HonkerConnection;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;

/**
 * A process that waits for one job of the queue {@code q}: it claims, and if there is nothing sleeps until the next commit or
 * the second in which the next job can be claimed. It says when it sleeps, and in the end how often it looked, in which second
 * it got the job, and the job.
 */
final class SleepingWorker {

    private static final long LONG = 60_000;

    private SleepingWorker() {}

    /** A URL. */
    public static void main(String[] arguments) throws Exception {
        Lifeline.hold();
        try (Connection connection = DriverManager.getConnection(arguments[0]);
                UpdateEvents events = connection.unwrap(HonkerConnection.class).updateEvents()) {
            for (int looks = 1; ; looks++) {
                String claimed = Sql.text(connection, "SELECT honker_claim_batch('q', 'sleeper', 1, 60)");
                if (!claimed.equals("[]")) {
                    System.out.println(looks + " " + Sql.number(connection, "SELECT unixepoch()") + " " + claimed);
                    return;
                }
                long next = Sql.number(connection, "SELECT honker_queue_next_claim_at('q')");
                System.out.println("sleeps until " + next);
                events.awaitUpdate(
                        Duration.ofMillis(next == 0 ? LONG : Math.max(0, 1000 * next - System.currentTimeMillis())));
            }
        }
    }
}
