package dev.honker.internal.janitor;

import dev.honker.JanitorOptions;
import dev.honker.internal.access.Seconds;
import dev.honker.internal.engine.DeadLetterBox;
import dev.honker.internal.engine.DeadLetters;
import dev.honker.internal.engine.Locks;
import dev.honker.internal.engine.Notifications;
import dev.honker.internal.engine.RateLimits;
import dev.honker.internal.engine.Results;
import dev.honker.internal.engine.Streams;
import dev.honker.internal.engine.Sweep;
import dev.honker.internal.engine.UniqueJobs;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a janitor can be asked to clean; constants. */
enum Chore {
    NOTIFICATIONS("notifications"),
    DEAD_LETTERS("dead letters"),
    RESULTS("expired results"),
    RATE_LIMITS("old windows of rate limits"),
    STREAM_EVENTS("stream events"),
    EXPIRED_JOBS("expired jobs"),
    EXPIRED_LOCKS("expired locks"),
    UNIQUE_KEYS("keys of unique jobs that are gone");

    /** why: a holder who is late can still renew a lock that nobody took, but not one that was deleted. */
    private static final long LOCK_GRACE_SECONDS = 60;

    private final String what;

    Chore(String what) {
        this.what = what;
    }

    /** What it cleans, for messages. */
    String what() {
        return what;
    }

    /** Makes the sweep of one run. */
    @FunctionalInterface
    interface Work {
        Sweep begin() throws SQLException;
    }

    /** The chores that the options ask for. */
    static Map<Chore, Work> wanted(JanitorOptions options) {
        Map<Chore, Work> wanted = new EnumMap<>(Chore.class);
        Long notificationAge = seconds(options.notificationsOlderThan());
        Long notificationsKept = options.notificationsMaxKeep().isPresent()
                ? Long.valueOf(options.notificationsMaxKeep().getAsInt())
                : null;
        if (notificationAge != null || notificationsKept != null) {
            wanted.put(NOTIFICATIONS, () -> Notifications.pruning(notificationAge, notificationsKept));
        }
        Long deadLetterAge = seconds(options.deadLettersOlderThan());
        if (deadLetterAge != null) {
            wanted.put(DEAD_LETTERS, () -> DeadLetterBox.deletingOld(null, deadLetterAge));
        }
        if (options.expiredResults()) {
            wanted.put(RESULTS, Results::sweeping);
        }
        Long rateLimitAge = seconds(options.rateLimitsOlderThan());
        if (rateLimitAge != null) {
            wanted.put(RATE_LIMITS, () -> RateLimits.sweeping(rateLimitAge));
        }
        Long eventAge = seconds(options.streamEventsOlderThan());
        if (eventAge != null) {
            wanted.put(STREAM_EVENTS, () -> Streams.pruning(eventAge));
        }
        if (options.expiredJobs()) {
            wanted.put(EXPIRED_JOBS, () -> DeadLetters.sweepingExpired(null));
        }
        if (options.expiredLocks()) {
            wanted.put(EXPIRED_LOCKS, () -> Locks.sweepingExpired(LOCK_GRACE_SECONDS));
        }
        if (options.uniqueKeys()) {
            wanted.put(UNIQUE_KEYS, UniqueJobs::sweepingKeys);
        }
        return wanted;
    }

    private static @Nullable Long seconds(Optional<Duration> age) {
        return age.map(Seconds::of).orElse(null);
    }
}
