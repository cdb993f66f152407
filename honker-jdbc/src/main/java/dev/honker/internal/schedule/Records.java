package dev.honker.internal.schedule;

import dev.honker.Fire;
import dev.honker.Fires;
import dev.honker.MissedRuns;
import dev.honker.ScheduleUpdate;
import dev.honker.internal.access.Seconds;
import dev.honker.internal.engine.MissedPolicies;
import dev.honker.internal.engine.ScheduleChange;
import dev.honker.internal.engine.Ticked;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The engine's records as the API's, and the other way round; stateless. */
final class Records {

    private Records() {}

    static Fires fires(Ticked ticked) {
        return new Fires(
                ticked.fires().stream()
                        .map(fire -> new Fire(fire.name(), fire.queue(), Seconds.instant(fire.fireAt()), fire.jobId()))
                        .toList(),
                ticked.skipped(),
                ticked.broken());
    }

    static ScheduleChange change(String name, ScheduleUpdate update) {
        return new ScheduleChange(
                name,
                update.schedule().map(Object::toString).orElse(null),
                update.payloadJson().orElse(null),
                number(update.priority()),
                Seconds.orNull(update.expires().orElse(null)),
                update.expires().isPresent() || update.neverExpires(),
                number(update.maxAttempts()),
                update.maxAttempts().isPresent());
    }

    private static @Nullable Long number(OptionalInt number) {
        return number.isPresent() ? Long.valueOf(number.getAsInt()) : null;
    }

    static MissedPolicies.Policy policy(MissedRuns missed) {
        return switch (missed) {
            case FIRE -> MissedPolicies.Policy.FIRE;
            case FIRE_ONCE -> MissedPolicies.Policy.ONCE;
            case SKIP -> MissedPolicies.Policy.SKIP;
        };
    }

    static MissedRuns missedRuns(MissedPolicies.Policy policy) {
        return switch (policy) {
            case FIRE -> MissedRuns.FIRE;
            case ONCE -> MissedRuns.FIRE_ONCE;
            case SKIP -> MissedRuns.SKIP;
        };
    }
}
