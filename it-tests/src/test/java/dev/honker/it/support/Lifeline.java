package dev.honker.it.support;

import java.io.IOException;

/** Ends a process whose starter is gone. */
public final class Lifeline {

    private static final int ORPHAN = 3;

    private Lifeline() {}

    /** For processes that read nothing else from their input. */
    public static void hold() {
        Thread reader = new Thread(() -> {
            try {
                while (System.in.read() >= 0) {
                    // why: only the end of the input says anything
                }
            } catch (IOException e) {
                System.err.println("input lost: " + e);
            }
            Runtime.getRuntime().halt(ORPHAN);
        });
        reader.setDaemon(true);
        reader.start();
    }
}
