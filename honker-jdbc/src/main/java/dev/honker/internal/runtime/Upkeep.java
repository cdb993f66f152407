package dev.honker.internal.runtime;

import org.jspecify.annotations.Nullable;

/** Which threads keep things alive for others, so that nobody's code may hold them up; stateless. */
public final class Upkeep {

    private static final ThreadLocal<@Nullable Boolean> HERE = new ThreadLocal<>();

    private Upkeep() {}

    /** Marks the calling thread as one of them. */
    static void enter() {
        HERE.set(true);
    }

    /** Takes the mark from the calling thread. */
    static void leave() {
        HERE.remove();
    }

    /** Whether the calling thread is one of them. */
    public static boolean isHere() {
        return HERE.get() != null;
    }
}
