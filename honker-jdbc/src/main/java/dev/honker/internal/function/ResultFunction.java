package dev.honker.internal.function;

import static dev.honker.internal.function.Arguments.integer;
import static dev.honker.internal.function.Arguments.text;

import dev.honker.internal.engine.Results;
import dev.honker.internal.engine.Session;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Results of jobs. */
enum ResultFunction implements CatalogFunction {
    SAVE("honker_result_save", 3, Effect.WRITE),
    GET("honker_result_get", 1, Effect.READ),
    SWEEP("honker_result_sweep", 0, Effect.WRITE);

    private final Signature signature;

    ResultFunction(String sqlName, int arity, Effect effect) {
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
            case SAVE -> {
                Results.save(session, integer(arguments, 0), text(arguments, 1), integer(arguments, 2));
                yield 1L;
            }
            case GET -> Results.get(session, integer(arguments, 0));
            case SWEEP -> Results.sweep(session);
        };
    }
}
