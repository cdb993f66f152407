package dev.honker.internal.function;

import static dev.honker.internal.function.Arguments.text;

import dev.honker.internal.engine.Notifications;
import dev.honker.internal.engine.Schema;
import dev.honker.internal.engine.Session;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Notifications and the schema. */
enum BasicFunction implements CatalogFunction {
    NOTIFY("notify", 2, Effect.WRITE),
    BOOTSTRAP("honker_bootstrap", 0, Effect.WRITE);

    private final Signature signature;

    BasicFunction(String sqlName, int arity, Effect effect) {
        signature = new Signature(sqlName, arity, effect);
    }

    @Override
    public Signature signature() {
        return signature;
    }

    @Override
    public @Nullable Object call(FunctionContext context, @Nullable Object[] arguments) throws SQLException {
        Session session = context.session();
        if (this == NOTIFY) {
            return Notifications.notify(session, text(arguments, 0), text(arguments, 1));
        }
        Schema.ensure(session);
        return 1L;
    }
}
