package dev.honker.benchmarks.child;

import dev.honker.UpdateEvents;
import dev.honker.benchmarks.harness.Side;
import dev.honker.jdbc.HonkerConnection;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;

/**
 * A process that only waits: FILE BACKEND SUBSCRIBERS SECONDS. Prints the CPU time of the whole process, in per cent of one
 * core, over those seconds, which begin three seconds after the last subscriber has begun to wait.
 */
public final class IdleProcess {

    private IdleProcess() {}

    /** The program. */
    public static void main(String[] args) throws Exception {
        String url = Side.HONKER.url(Path.of(args[0])) + "&honker.watcher=" + args[1];
        try (Connection connection = DriverManager.getConnection(url)) {
            for (int i = 0; i < Integer.parseInt(args[2]); i++) {
                UpdateEvents events = connection.unwrap(HonkerConnection.class).updateEvents();
                Thread waiter = new Thread(() -> {
                    while (true) {
                        events.awaitUpdate(null);
                    }
                });
                waiter.setDaemon(true);
                waiter.start();
            }
            System.out.println(Idling.percent(Double.parseDouble(args[3])));
            System.exit(0);
        }
    }
}
