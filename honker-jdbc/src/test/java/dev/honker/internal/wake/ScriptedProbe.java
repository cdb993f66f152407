package dev.honker.internal.wake;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Opens real probes that fail on demand; thread-safe. */
final class ScriptedProbe implements ProbeOpener {

    final AtomicInteger opens = new AtomicInteger();
    final AtomicInteger polls = new AtomicInteger();
    private final ProbeOpener real;
    private final AtomicReference<@Nullable Throwable> openFailure = new AtomicReference<>();
    private final AtomicReference<@Nullable Throwable> pollFailure = new AtomicReference<>();

    ScriptedProbe(ProbeOpener real) {
        this.real = real;
    }

    void failOpens(@Nullable Throwable failure) {
        openFailure.set(failure);
    }

    void failPolls(@Nullable Throwable failure) {
        pollFailure.set(failure);
    }

    /** Returns when so many more polls have been made. */
    void awaitPolls(int more) {
        int target = polls.get() + more;
        while (polls.get() < target) {
            Thread.onSpinWait();
        }
    }

    @Override
    public Probe open(Path realPath) throws SQLException {
        opens.incrementAndGet();
        raise(openFailure.get());
        Probe probe = real.open(realPath);
        return new Probe() {
            @Override
            public long dataVersion() throws SQLException {
                polls.incrementAndGet();
                raise(pollFailure.get());
                return probe.dataVersion();
            }

            @Override
            public long pageBytes() {
                return 4096;
            }

            @Override
            public String journalMode() throws SQLException {
                return probe.journalMode();
            }

            @Override
            public void close() throws SQLException {
                probe.close();
            }
        };
    }

    private static void raise(@Nullable Throwable failure) throws SQLException {
        if (failure instanceof SQLException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }
}
