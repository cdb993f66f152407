package dev.honker.internal.runtime;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * What it means to a loop that its thread was interrupted by others, which depends on the executor; immutable. Interrupts are how executors
 * end their tasks when they are shut down, and then the loop has to let the thread go. A thread that is ours is survived: nobody has a reason
 * to interrupt it.
 */
final class Interrupts {

    /** They are survived. */
    static final Interrupts SURVIVED = new Interrupts(null, false);

    private final @Nullable ExecutorService service;
    private final boolean unknown;

    private Interrupts(@Nullable ExecutorService service, boolean unknown) {
        this.service = service;
        this.unknown = unknown;
    }

    /** Those of a loop that this executor runs. */
    static Interrupts of(Executor executor) {
        if (executor instanceof WorkThreads.Single) {
            return SURVIVED;
        }
        return executor instanceof ExecutorService service
                ? new Interrupts(service, false)
                : new Interrupts(null, true);
    }

    /** Whether one that came while the loop waited or worked ends it. */
    boolean areFinal() {
        return unknown || wereFinal();
    }

    /** Whether one that the user's code met ends the loop: its flag may be left from something else. */
    boolean wereFinal() {
        return service != null && service.isShutdown();
    }
}
