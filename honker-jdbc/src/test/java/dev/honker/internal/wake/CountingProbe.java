package dev.honker.internal.wake;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A probe that counts how often it is asked; as thread-safe as the one behind it. */
record CountingProbe(Probe probe, AtomicInteger polls) implements Probe {

    @Override
    public long dataVersion() throws SQLException {
        polls.incrementAndGet();
        return probe.dataVersion();
    }

    @Override
    public String journalMode() throws SQLException {
        return probe.journalMode();
    }

    @Override
    public void close() throws SQLException {
        probe.close();
    }
}
