package dev.honker.benchmarks;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.Stream;
import dev.honker.StreamHandle;
import dev.honker.SubscribeOptions;
import dev.honker.benchmarks.harness.Bar;
import dev.honker.benchmarks.harness.Benchmark;
import dev.honker.benchmarks.harness.Duel;
import dev.honker.benchmarks.harness.Duel.Slice;
import dev.honker.benchmarks.harness.Row;
import dev.honker.benchmarks.harness.Run;
import dev.honker.benchmarks.harness.Side;
import dev.honker.benchmarks.harness.Sink;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A new consumer that handles all events of a topic, saving its offset as by default, against reading the rows by JDBC. */
final class StreamReplay implements Benchmark {

    private static final int EVENTS = 100_000;
    private static final String TOPIC = "orders";

    @Override
    public String name() {
        return "stream-replay";
    }

    @Override
    public List<Row> measure(Run run) throws Exception {
        Path file = run.freshFile();
        try (Database database = Honker.open(file);
                Connection plain = Side.PLAIN.open(file)) {
            database.transactionVoid(tx -> Side.requireSameSettings(tx.connection(), plain));
            Stream stream = database.stream(TOPIC);
            List<Long> offsets = stream.publishAll(Collections.nCopies(EVENTS, Backlog.PAYLOAD));
            Backlog.checkpoint(plain);
            Replay replay = new Replay(stream, offsets.get(EVENTS - 1));
            Duel.Outcome outcome = new Duel(replay, new ReadLoop(plain), EVENTS).fight(run, 20);
            replay.prepare();
            return rows(outcome);
        }
    }

    private static List<Row> rows(Duel.Outcome outcome) {
        double[] perSecond = Arrays.stream(outcome.subject())
                .map(nanos -> TimeUnit.SECONDS.toNanos(1) / nanos)
                .toArray();
        String loop = String.format(Locale.ROOT, "%.0f rows/s by the loop", 1e9 / Row.median(outcome.floor()));
        Bar ratio = Bar.speedAtLeast(1);
        return List.of(
                Row.of(
                        "replay of 100,000 events by `Stream.subscribe` of a named consumer",
                        Bar.atLeast(500_000, "events/s"),
                        perSecond,
                        loop),
                Row.orientation(
                        "the same against reading the rows in one JDBC loop, speed",
                        ratio,
                        outcome.speedRatios(),
                        outcome.absolute() + " for an event"));
    }

    private static final class Replay implements Slice {

        private final Stream stream;
        private final long last;
        private int consumers;
        private @Nullable StreamHandle running;

        Replay(Stream stream, long last) {
            this.stream = stream;
            this.last = last;
        }

        /** Ends the subscription before, whose offset is saved then. */
        @Override
        public void prepare() {
            if (running != null) {
                running.close();
                running.throwIfFailed();
            }
        }

        @Override
        public void run() throws InterruptedException {
            CountDownLatch done = new CountDownLatch(1);
            SubscribeOptions options = SubscribeOptions.builder()
                    .consumer("consumer " + consumers++)
                    .build();
            running = stream.subscribe(
                    event -> {
                        Sink.take(event.payloadJson().length());
                        if (event.offset() == last) {
                            done.countDown();
                        }
                    },
                    options);
            if (!done.await(1, TimeUnit.MINUTES)) {
                running.throwIfFailed();
                throw new IllegalStateException("the last event did not come within a minute");
            }
        }
    }

    private static final class ReadLoop implements Slice {

        private final PreparedStatement select;

        ReadLoop(Connection connection) throws SQLException {
            select = connection.prepareStatement("SELECT offset, topic, key, payload, created_at FROM _honker_stream"
                    + " WHERE topic = ? AND offset > ? ORDER BY offset");
        }

        @Override
        public void run() throws SQLException {
            select.setString(1, TOPIC);
            select.setLong(2, 0);
            long events = 0;
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Sink.take(rows.getLong(1));
                    Sink.take(rows.getString(2).length());
                    Sink.take(rows.getString(3) == null ? 0 : 1);
                    Sink.take(rows.getString(4).length());
                    Sink.take(rows.getLong(5));
                    events++;
                }
            }
            if (events != EVENTS) {
                throw new IllegalStateException(events + " events were read");
            }
        }
    }
}
