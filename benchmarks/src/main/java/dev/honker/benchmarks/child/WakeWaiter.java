package dev.honker.benchmarks.child;

import dev.honker.benchmarks.harness.Side;
import java.nio.file.Path;
import java.sql.Connection;

/** Another process that waits for rows: FILE LAST. Prints {@code ready}, and in the end the time of each wake. */
public final class WakeWaiter {

    private WakeWaiter() {}

    /** The program. */
    public static void main(String[] args) throws Exception {
        try (Connection connection = Side.HONKER.open(Path.of(args[0]));
                WakeLog log = new WakeLog(connection)) {
            System.out.println("ready");
            StringBuilder times = new StringBuilder();
            for (long time : log.waitFor(Integer.parseInt(args[1]))) {
                times.append(time).append(' ');
            }
            System.out.println(times);
        }
    }
}
