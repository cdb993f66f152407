package dev.honker.internal.cron;

import java.time.LocalDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** Turns a civil time into an instant as schedules want it; stateless. */
final class CivilTime {

    private CivilTime() {}

    /**
     * The instant of a civil time, in seconds since 1970-01-01 UTC. One inside a gap becomes the transition itself, unlike
     * {@link java.time.ZonedDateTime#of}, which would shift it by the gap's length. One that occurs twice becomes the first
     * occurrence, or the second if the first is not after {@code from}.
     */
    static long toInstant(LocalDateTime civil, ZoneRules rules, long from) {
        ZoneOffsetTransition transition = rules.getTransition(civil);
        if (transition == null) {
            return civil.toEpochSecond(rules.getOffset(civil));
        }
        if (transition.isGap()) {
            return transition.toEpochSecond();
        }
        long first = civil.toEpochSecond(transition.getOffsetBefore());
        return first > from ? first : civil.toEpochSecond(transition.getOffsetAfter());
    }
}
