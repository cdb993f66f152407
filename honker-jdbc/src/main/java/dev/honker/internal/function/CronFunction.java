package dev.honker.internal.function;

import static dev.honker.internal.function.Arguments.integer;
import static dev.honker.internal.function.Arguments.text;

import dev.honker.internal.engine.Schedules;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Schedule expressions. */
enum CronFunction implements CatalogFunction {
    NEXT_AFTER("honker_cron_next_after", 2, Effect.NONE);

    private final Signature signature;

    CronFunction(String sqlName, int arity, Effect effect) {
        signature = new Signature(sqlName, arity, effect);
    }

    @Override
    public Signature signature() {
        return signature;
    }

    /** As every peer registers it, though it depends on the zone: so do not index on it. */
    @Override
    public boolean deterministic() {
        return true;
    }

    @Override
    public @Nullable Object call(FunctionContext context, @Nullable Object[] arguments) throws SQLException {
        return Schedules.next(text(arguments, 0), integer(arguments, 1), context.zone());
    }
}
