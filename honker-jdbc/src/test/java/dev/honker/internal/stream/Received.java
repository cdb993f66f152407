package dev.honker.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a handler was called with, in order; thread-safe. */
public final class Received<T> {

    private final BlockingQueue<T> calls = new LinkedBlockingQueue<>();

    public void add(T call) {
        calls.add(call);
    }

    /** The next one; waits for it. */
    public T next() throws InterruptedException {
        T call = calls.poll(TestDatabase.LONG.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(call).as("call within " + TestDatabase.LONG).isNotNull();
        return call;
    }

    /** The next so many; waits for them. */
    public List<T> next(int count) throws InterruptedException {
        List<T> next = new ArrayList<>(count);
        while (next.size() < count) {
            next.add(next());
        }
        return next;
    }

    /** Those that nobody took yet. */
    public List<T> rest() {
        return List.copyOf(calls);
    }
}
