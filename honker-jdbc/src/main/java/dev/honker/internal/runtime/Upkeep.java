package dev.honker.internal.runtime;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Which threads keep things alive for others, so that nobody's code may hold them up; stateless. */
public final class Upkeep {

    private static final ThreadLocal<@Nullable Boolean> HERE = new ThreadLocal<>();

    private Upkeep() {}

    /** An executor whose tasks are upkeep. */
    static Executor by(Executor executor) {
        return task -> executor.execute(() -> {
            HERE.set(true);
            try {
                task.run();
            } finally {
                HERE.remove();
            }
        });
    }

    /** Whether the calling thread is one of them. */
    public static boolean isHere() {
        return HERE.get() != null;
    }
}
