package dev.honker.it.api;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** A data source that notes each connection that is taken; thread-safe. */
final class CountingDataSource {

    private final Semaphore taken = new Semaphore(0);
    private final DataSource counted;

    CountingDataSource(DataSource inner) {
        counted = (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        taken.release();
                    }
                    try {
                        return method.invoke(inner, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    DataSource dataSource() {
        return counted;
    }

    /** Waits for the next connection that is taken, and returns whether one was, in this time. */
    boolean awaitTaken(Duration time) throws InterruptedException {
        return taken.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits until none has been taken for this time. */
    void awaitRest(Duration time) throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            if (!awaitTaken(time)) {
                return;
            }
        }
        throw new AssertionError("connections are taken again and again");
    }
}
