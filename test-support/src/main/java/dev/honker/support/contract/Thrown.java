package dev.honker.support.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** What comes out of a tool, with all that it wraps; stateless. */
final class Thrown {

    private Thrown() {}

    /** What the call throws; it has to throw. */
    static Throwable thrownBy(ThrowingCallable call) {
        Throwable thrown = Assertions.catchThrowable(call);
        assertThat(thrown).as("what was thrown").isNotNull();
        return thrown;
    }

    /** It and all its causes, the outermost first. */
    static List<Throwable> causeOf(Throwable thrown) {
        List<Throwable> all = new ArrayList<>();
        for (Throwable next = thrown; next != null; next = next.getCause()) {
            all.add(next);
        }
        return all;
    }

    /** The first SQLState among its causes; null if there is none. */
    static @Nullable String stateIn(Throwable thrown) {
        return causeOf(thrown).stream()
                .filter(SQLException.class::isInstance)
                .map(cause -> ((SQLException) cause).getSQLState())
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no SQLState in " + causeOf(thrown), thrown));
    }
}
