package dev.honker.internal.cron;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * The rules of boundaries by brute force: every civil second (or minute) of a window, one by one. It shares nothing with
 * the code under test, not even which method of {@link ZoneRules} finds a transition.
 */
final class CivilOracle {

    /** What {@link #next} returns if nothing matched in the window. */
    static final long NOT_IN_WINDOW = Long.MIN_VALUE;

    private static final int WINDOW_SECONDS = 50_000;
    private static final int WINDOW_MINUTES = 20_000;

    private final RandomFields fields;
    private final ZoneRules rules;

    CivilOracle(RandomCase random) {
        fields = random.fields();
        rules = random.zone().getRules();
    }

    /** The next firing after {@code from} if its civil time lies in the window. */
    long next(long from) {
        LocalDateTime civil = firstCandidate(from);
        LocalDateTime end = windowEnd(from);
        while (civil.isBefore(end)) {
            if (fields.match(civil)) {
                long instant = instant(civil, from);
                if (instant > from) {
                    return instant;
                }
            }
            civil = step(civil);
        }
        return NOT_IN_WINDOW;
    }

    /** The civil time at which the window ends. */
    LocalDateTime windowEnd(long from) {
        LocalDateTime start = firstCandidate(from);
        return fields.withSeconds() ? start.plusSeconds(WINDOW_SECONDS) : start.plusMinutes(WINDOW_MINUTES);
    }

    LocalDateTime civil(long instant) {
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(instant), rules.getOffset(Instant.ofEpochSecond(instant)));
    }

    /** Whether the instant is one at which the schedule may fire at all: it matches, or it ends a gap with a match inside. */
    boolean mayFire(long instant) {
        if (fields.match(civil(instant))) {
            return true;
        }
        LocalDateTime skipped = civil(instant - 1).plusSeconds(1);
        while (skipped.isBefore(civil(instant))) {
            if (fields.match(skipped)) {
                return true;
            }
            skipped = step(skipped);
        }
        return false;
    }

    /** An instant between the two, both exclusive, whose civil time matches and is later than that of {@code from}. */
    long skippedBetween(long from, long next) {
        LocalDateTime civilFrom = civil(from);
        int step = fields.withSeconds() ? 1 : 60;
        // why this start: in the years tested every offset is in whole minutes, so civil minutes begin where UTC
        // minutes do
        long first = Math.floorDiv(from, step) * step + step;
        long last = Math.min(next, first + (fields.withSeconds() ? 20_000L : 60 * 6_000L));
        for (long instant = first; instant < last; instant += step) {
            LocalDateTime civil = civil(instant);
            if (civil.isAfter(civilFrom) && fields.match(civil)) {
                return instant;
            }
        }
        return NOT_IN_WINDOW;
    }

    private LocalDateTime firstCandidate(long from) {
        LocalDateTime civil = civil(from).plusSeconds(1);
        while (!fields.withSeconds() && civil.getSecond() != 0) {
            civil = civil.plusSeconds(1);
        }
        return civil;
    }

    private LocalDateTime step(LocalDateTime civil) {
        return fields.withSeconds() ? civil.plusSeconds(1) : civil.plusMinutes(1);
    }

    private long instant(LocalDateTime civil, long from) {
        List<ZoneOffset> offsets = rules.getValidOffsets(civil);
        if (offsets.isEmpty()) {
            return endOfGap(civil);
        }
        long earlier = offsets.stream().mapToLong(civil::toEpochSecond).min().orElseThrow();
        long later = offsets.stream().mapToLong(civil::toEpochSecond).max().orElseThrow();
        return earlier > from ? earlier : later;
    }

    private long endOfGap(LocalDateTime civil) {
        Instant after = civil.minusDays(3).toInstant(ZoneOffset.UTC);
        ZoneOffsetTransition transition = rules.nextTransition(after);
        while (!transition.isGap()
                || civil.isBefore(transition.getDateTimeBefore())
                || !civil.isBefore(transition.getDateTimeAfter())) {
            transition = rules.nextTransition(transition.getInstant());
        }
        return transition.toEpochSecond();
    }
}
