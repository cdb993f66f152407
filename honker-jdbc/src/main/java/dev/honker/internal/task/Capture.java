package dev.honker.internal.task;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What becomes of calls on proxies in place of an enqueue, while code of this thread runs. */
interface Capture {

    /** A call was made; returns what the caller gets. */
    @Nullable
    Object take(Enqueuer proxy, TaskMethod method, @Nullable Object[] arguments) throws Exception;

    /** The capture of each thread. */
    final class Current {

        private static final ThreadLocal<@Nullable Capture> CURRENT = new ThreadLocal<>();

        private Current() {}

        /** The one of this thread; null means calls are enqueued. */
        static @Nullable Capture get() {
            return CURRENT.get();
        }

        /** Runs code without a capture, which is of others than those that the thread worked for until now. */
        static <T> T without(Supplier<T> code) {
            Capture before = CURRENT.get();
            CURRENT.remove();
            try {
                return code.get();
            } finally {
                restore(before);
            }
        }

        /** Runs code with a capture, or, if it is null, without. */
        static <T> T with(@Nullable Capture capture, Callable<T> code) throws Exception {
            Capture before = CURRENT.get();
            CURRENT.set(capture);
            try {
                return code.call();
            } finally {
                restore(before);
            }
        }

        private static void restore(@Nullable Capture before) {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }
}
