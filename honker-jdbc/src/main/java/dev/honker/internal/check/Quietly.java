package dev.honker.internal.check;

/**
 * Runs what must not stop the work around it, such as a line for the log; stateless. A log handler of the application may throw, and where
 * the memory is used up already the text of the line can't be built.
 */
public final class Quietly {

    private Quietly() {}

    /** Runs the action; whatever it throws is dropped. Change the state first: what follows must be right without the action. */
    public static void run(Runnable action) {
        try {
            action.run();
        } catch (Throwable e) {
            // why nothing: there is no place left to report it
        }
    }
}
