package dev.honker.internal.function;

import static dev.honker.internal.function.Arguments.integer;
import static dev.honker.internal.function.Arguments.text;

import dev.honker.internal.engine.Locks;
import dev.honker.internal.engine.Session;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Named locks. */
enum LockFunction implements CatalogFunction {
    ACQUIRE("honker_lock_acquire", 3, Effect.WRITE),
    RENEW("honker_lock_renew", 3, Effect.WRITE),
    RELEASE("honker_lock_release", 2, Effect.WRITE);

    private final Signature signature;

    LockFunction(String sqlName, int arity, Effect effect) {
        signature = new Signature(sqlName, arity, effect);
    }

    @Override
    public Signature signature() {
        return signature;
    }

    @Override
    public @Nullable Object call(FunctionContext context, @Nullable Object[] arguments) throws SQLException {
        Session session = context.session();
        String name = text(arguments, 0);
        String owner = text(arguments, 1);
        return Returns.flag(
                switch (this) {
                    case ACQUIRE -> Locks.acquire(session, name, owner, integer(arguments, 2));
                    case RENEW -> Locks.renew(session, name, owner, integer(arguments, 2));
                    case RELEASE -> Locks.release(session, name, owner);
                });
    }
}
