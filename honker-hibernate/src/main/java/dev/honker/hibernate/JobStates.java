package dev.honker.hibernate;

import dev.honker.JobState;
import jakarta.persistence.AttributeConverter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** States of jobs as honker's tables hold them: in lower case; stateless. */
final class JobStates implements AttributeConverter<JobState, String> {

    JobStates() {}

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable JobState state) {
        return state == null ? null : state.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public @Nullable JobState convertToEntityAttribute(@Nullable String state) {
        return state == null ? null : JobState.valueOf(state.toUpperCase(Locale.ROOT));
    }
}
