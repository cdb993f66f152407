package dev.honker.spring.actuate;

import dev.honker.QueueStats;
import dev.honker.QueueWorkers;
import dev.honker.WatcherState;
import dev.honker.WatcherStatus;
import dev.honker.WriterLockStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The meters of a database; thread-safe. Those of a queue appear when the queue is first seen, and stay: an empty queue has a depth
 * of zero. A gauge that can't be read is NaN; a counter or a timer stays at what was read last.
 */
final class HonkerMeters implements MeterBinder {

    private static final Map<String, ToLongFunction<QueueStats>> DEPTHS = Map.of(
            "due", QueueStats::due,
            "delayed", QueueStats::delayed,
            "held", QueueStats::held,
            "lapsed", QueueStats::lapsed,
            "expired", QueueStats::expired,
            "dead", QueueStats::dead);

    private static final Map<String, ToLongFunction<QueueWorkers>> COUNTS = Map.of(
            "claimed", workers -> workers.counts().claimed(),
            "acked", workers -> workers.counts().acked(),
            "retried", workers -> workers.counts().retried(),
            "dead", workers -> workers.counts().dead(),
            "released", workers -> workers.counts().released(),
            "lost", workers -> workers.counts().lost());

    private static final Map<String, ToLongFunction<WriterLockStatus>> WRITER_LOCK_COUNTS = Map.of(
            "yields", WriterLockStatus::yields,
            "resumed", WriterLockStatus::resumed,
            "outdated", WriterLockStatus::outdated);

    private final Looks looks;

    HonkerMeters(Looks looks) {
        this.looks = looks;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(
                registry,
                "honker.wal.size",
                Tags.empty(),
                BaseUnits.BYTES,
                "Size of the write-ahead log",
                contents(Contents::walBytes));
        bindWatcher(registry);
        bindWriterLock(registry);
        Set<String> known = ConcurrentHashMap.newKeySet();
        looks.observe(look -> look.names().stream().filter(known::add).forEach(queue -> bindQueue(registry, queue)));
    }

    private void bindWatcher(MeterRegistry registry) {
        for (WatcherState state : WatcherState.values()) {
            gauge(
                    registry,
                    "honker.watcher.state",
                    Tags.of("state", state.name().toLowerCase(Locale.ROOT)),
                    null,
                    "1 for the state in which the watcher of the database is, 0 for the others",
                    watcher(watcher -> watcher.state() == state ? 1 : 0));
        }
        gauge(
                registry,
                "honker.watcher.subscribers",
                Tags.empty(),
                null,
                "Who waits for commits in this process",
                watcher(WatcherStatus::subscribers));
        FunctionCounter.builder("honker.watcher.wakes", looks, all -> all.counted()
                        .map(WatcherStatus::wakes)
                        .orElse(0L))
                .description("How often the watcher signalled a commit")
                .register(registry);
        FunctionTimer.builder(
                        "honker.wake.latency",
                        looks,
                        all -> all.counted().map(WatcherStatus::measuredWakes).orElse(0L),
                        all -> all.counted()
                                .map(watcher -> watcher.totalLatency().toNanos())
                                .orElse(0L),
                        TimeUnit.NANOSECONDS)
                .description("From a commit of this process to the signal to who waits for it")
                .register(registry);
    }

    private void bindWriterLock(MeterRegistry registry) {
        Gauge.builder("honker.writer.lock.waiting", looks, all -> all.writerLock()
                        .map(WriterLockStatus::waiting)
                        .orElse(0))
                .description("Threads of this process that wait for the write lock")
                .strongReference(true)
                .register(registry);
        FunctionTimer.builder(
                        "honker.writer.lock.wait",
                        looks,
                        all -> all.writerLock().map(WriterLockStatus::waits).orElse(0L),
                        all -> all.writerLock()
                                .map(lock -> lock.totalWait().toNanos())
                                .orElse(0L),
                        TimeUnit.NANOSECONDS)
                .description("How long threads of this process waited for the write lock")
                .register(registry);
        WRITER_LOCK_COUNTS.forEach(
                (name, count) -> FunctionCounter.builder("honker.writer.lock." + name, looks, all -> all.writerLock()
                                .map(count::applyAsLong)
                                .orElse(0L))
                        .description("Transactions that have only read and let others write: " + name)
                        .register(registry));
    }

    private void bindQueue(MeterRegistry registry, String queue) {
        Tags tags = Tags.of("queue", queue);
        DEPTHS.forEach((state, depth) -> gauge(
                registry,
                "honker.queue.depth",
                tags.and("state", state),
                null,
                "Jobs of a queue by their condition",
                contents(all -> depth.applyAsLong(all.queue(queue)))));
        gauge(
                registry,
                "honker.queue.oldest.age",
                tags,
                "seconds",
                "How long the job has been due that is due longest",
                contents(all -> seconds(all.queue(queue).oldestDueAge())));
        gauge(
                registry,
                "honker.queue.paused",
                tags,
                null,
                "1 if it is paused",
                contents(all -> all.queue(queue).paused() ? 1 : 0));
        gauge(
                registry,
                "honker.worker.running",
                tags,
                null,
                "Jobs that workers of this process hold",
                look -> look.workers(queue).running());
        COUNTS.forEach((name, count) -> FunctionCounter.builder(
                        "honker.worker." + name,
                        looks,
                        all -> count.applyAsLong(all.latest().workers(queue)))
                .description("Jobs that workers of this process have " + name)
                .tags(tags)
                .register(registry));
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            Tags tags,
            @Nullable String unit,
            String description,
            ToDoubleFunction<Look> value) {
        Gauge.builder(name, looks, all -> value.applyAsDouble(all.latest()))
                .tags(tags)
                .baseUnit(unit)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    private static ToDoubleFunction<Look> watcher(ToDoubleFunction<WatcherStatus> value) {
        return look -> look.watcher() == null ? Double.NaN : value.applyAsDouble(look.watcher());
    }

    private static ToDoubleFunction<Look> contents(ToDoubleFunction<Contents> value) {
        return look -> look.contents() == null ? Double.NaN : value.applyAsDouble(look.contents());
    }

    private static double seconds(@Nullable Duration age) {
        return age == null ? 0 : age.toMillis() / 1000.0;
    }
}
