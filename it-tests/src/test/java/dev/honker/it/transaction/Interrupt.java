package dev.honker.it.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sqlite.ProgressHandler;

/** Cancels a statement from another thread while it runs. */
final class Interrupt {

    private Interrupt() {}

    /** Runs a statement that would not end by itself and cancels it once SQLite is at work on it. */
    static void during(Connection connection, String endless) throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        AtomicBoolean over = new AtomicBoolean();
        try (Statement statement = connection.createStatement()) {
            Thread canceller = new Thread(() -> {
                try {
                    running.await();
                    // why: a first interrupt may come between two statements, where it has no effect
                    while (!over.get()) {
                        statement.cancel();
                        Thread.onSpinWait();
                    }
                } catch (InterruptedException | SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            canceller.start();
            ProgressHandler.setHandler(connection, 1_000, new ProgressHandler() {
                @Override
                protected int progress() {
                    running.countDown();
                    return 0;
                }
            });
            try {
                statement.execute(endless);
            } finally {
                over.set(true);
                canceller.join();
                ProgressHandler.clearHandler(connection);
            }
        }
    }
}
