package dev.honker.support.threads;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Assumptions;

/**
 * Virtual threads for tests, which are compiled for Java 17; stateless. Tag such tests {@code virtual-threads}, so that they run on Java 21
 * too.
 */
public final class VirtualThreads {

    private static final int FIRST_VERSION = 21;

    private VirtualThreads() {}

    /** Returns an executor that starts a virtual thread for each task. Before Java 21 the calling test is skipped. */
    public static ExecutorService executor() {
        Assumptions.assumeTrue(Runtime.version().feature() >= FIRST_VERSION, "virtual threads need Java 21");
        try {
            return (ExecutorService) MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class))
                    .invoke();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
