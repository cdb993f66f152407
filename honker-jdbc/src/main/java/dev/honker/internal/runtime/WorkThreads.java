package dev.honker.internal.runtime;

import dev.honker.HonkerException;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that loops and handlers run on unless the user supplies an executor; stateless. */
public final class WorkThreads {

    private WorkThreads() {}

    /** An executor that gives each task a daemon thread of its own, with this name. */
    public static Executor single(String name) {
        return new Single(name);
    }

    /** Threads of ours, which nobody shuts down. */
    record Single(String name) implements Executor {

        @Override
        public void execute(Runnable task) {
            platform(name).newThread(task).start();
        }
    }

    /** A factory of daemon platform threads named {@code name-1}, {@code name-2} and so on; the first bears the name alone. */
    public static ThreadFactory platform(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            int n = number.incrementAndGet();
            Thread thread = new Thread(task, n == 1 ? name : name + "-" + n);
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * A factory of virtual threads.
     *
     * @throws HonkerException if this JDK has none
     */
    public static ThreadFactory virtual(String name) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Object named = type.getMethod("name", String.class, long.class).invoke(builder, name + "-", 1L);
            return (ThreadFactory) type.getMethod("factory").invoke(named);
        } catch (NoSuchMethodException | ClassNotFoundException e) {
            throw new HonkerException("virtual threads need Java 21 or newer, but this is Java "
                    + Runtime.version().feature() + ": leave virtualThreads off, or supply an executor");
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new HonkerException("virtual threads cannot be had", e);
        }
    }
}
