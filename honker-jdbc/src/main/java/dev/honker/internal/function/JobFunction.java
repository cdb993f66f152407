package dev.honker.internal.function;

import static dev.honker.internal.function.Arguments.integer;
import static dev.honker.internal.function.Arguments.integerOrNull;
import static dev.honker.internal.function.Arguments.text;

import dev.honker.internal.engine.Claims;
import dev.honker.internal.engine.DeadLetters;
import dev.honker.internal.engine.Jobs;
import dev.honker.internal.engine.Session;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Jobs that the caller does not hold yet. */
enum JobFunction implements CatalogFunction {
    ENQUEUE("honker_enqueue", 7, Effect.WRITE),
    CLAIM_BATCH("honker_claim_batch", 4, Effect.WRITE),
    CANCEL("honker_cancel", 1, Effect.WRITE),
    GET_JOB("honker_get_job", 1, Effect.READ),
    SWEEP_EXPIRED("honker_sweep_expired", 1, Effect.WRITE),
    NEXT_CLAIM_AT("honker_queue_next_claim_at", 1, Effect.READ);

    private final Signature signature;

    JobFunction(String sqlName, int arity, Effect effect) {
        signature = new Signature(sqlName, arity, effect);
    }

    @Override
    public Signature signature() {
        return signature;
    }

    @Override
    public @Nullable Object call(FunctionContext context, @Nullable Object[] arguments) throws SQLException {
        Session session = context.session();
        return switch (this) {
            case ENQUEUE ->
                Jobs.enqueue(
                        session,
                        text(arguments, 0),
                        text(arguments, 1),
                        integerOrNull(arguments, 2),
                        integerOrNull(arguments, 3),
                        integer(arguments, 4),
                        integer(arguments, 5),
                        integerOrNull(arguments, 6));
            case CLAIM_BATCH ->
                JsonTexts.claimed(Claims.claim(
                        session, text(arguments, 0), text(arguments, 1), integer(arguments, 2), integer(arguments, 3)));
            case CANCEL -> Returns.flag(Jobs.cancel(session, integer(arguments, 0)));
            case GET_JOB ->
                Jobs.get(session, integer(arguments, 0)).map(JsonTexts::job).orElse("");
            case SWEEP_EXPIRED -> DeadLetters.sweepExpired(session, text(arguments, 0));
            case NEXT_CLAIM_AT -> Jobs.nextClaimAt(session, text(arguments, 0));
        };
    }
}
