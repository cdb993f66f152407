package dev.honker.internal.function;

import static dev.honker.internal.function.Arguments.integer;
import static dev.honker.internal.function.Arguments.text;

import dev.honker.internal.engine.HeldJobs;
import dev.honker.internal.engine.Session;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Jobs that a worker holds. */
enum HeldJobFunction implements CatalogFunction {
    ACK("honker_ack", 2, Effect.WRITE),
    ACK_BATCH("honker_ack_batch", 2, Effect.WRITE),
    RETRY("honker_retry", 4, Effect.WRITE),
    FAIL("honker_fail", 3, Effect.WRITE),
    HEARTBEAT("honker_heartbeat", 3, Effect.WRITE);

    private final Signature signature;

    HeldJobFunction(String sqlName, int arity, Effect effect) {
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
            case ACK -> Returns.flag(HeldJobs.ack(session, integer(arguments, 0), text(arguments, 1)));
            case ACK_BATCH -> HeldJobs.ackBatch(session, text(arguments, 0), text(arguments, 1));
            case RETRY ->
                Returns.flag(HeldJobs.retry(
                        session, integer(arguments, 0), text(arguments, 1), integer(arguments, 2), text(arguments, 3)));
            case FAIL ->
                Returns.flag(HeldJobs.fail(session, integer(arguments, 0), text(arguments, 1), text(arguments, 2)));
            case HEARTBEAT ->
                Returns.flag(
                        HeldJobs.heartbeat(session, integer(arguments, 0), text(arguments, 1), integer(arguments, 2)));
        };
    }
}
