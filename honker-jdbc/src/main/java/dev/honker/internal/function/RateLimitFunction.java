package dev.honker.internal.function;

import static dev.honker.internal.function.Arguments.integer;
import static dev.honker.internal.function.Arguments.text;

import dev.honker.internal.engine.RateLimits;
import dev.honker.internal.engine.Session;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Rate limits. */
enum RateLimitFunction implements CatalogFunction {
    TRY("honker_rate_limit_try", 3, Effect.WRITE),
    SWEEP("honker_rate_limit_sweep", 1, Effect.WRITE);

    private final Signature signature;

    RateLimitFunction(String sqlName, int arity, Effect effect) {
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
            case TRY ->
                Returns.flag(RateLimits.tryAcquire(
                        session, text(arguments, 0), integer(arguments, 1), integer(arguments, 2)));
            case SWEEP -> RateLimits.sweep(session, integer(arguments, 0));
        };
    }
}
