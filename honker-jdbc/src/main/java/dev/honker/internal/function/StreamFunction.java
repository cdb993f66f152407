package dev.honker.internal.function;

import static dev.honker.internal.function.Arguments.integer;
import static dev.honker.internal.function.Arguments.text;
import static dev.honker.internal.function.Arguments.textOrNull;

import dev.honker.internal.engine.Session;
import dev.honker.internal.engine.Streams;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Event streams. */
enum StreamFunction implements CatalogFunction {
    PUBLISH("honker_stream_publish", 3, Effect.WRITE),
    READ_SINCE("honker_stream_read_since", 3, Effect.READ),
    SAVE_OFFSET("honker_stream_save_offset", 3, Effect.WRITE),
    GET_OFFSET("honker_stream_get_offset", 2, Effect.READ);

    private final Signature signature;

    StreamFunction(String sqlName, int arity, Effect effect) {
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
            case PUBLISH -> Streams.publish(session, text(arguments, 0), textOrNull(arguments, 1), text(arguments, 2));
            case READ_SINCE ->
                JsonTexts.events(
                        Streams.readSince(session, text(arguments, 0), integer(arguments, 1), integer(arguments, 2)));
            case SAVE_OFFSET ->
                Returns.flag(
                        Streams.saveOffset(session, text(arguments, 0), text(arguments, 1), integer(arguments, 2)));
            case GET_OFFSET -> Streams.offset(session, text(arguments, 0), text(arguments, 1));
        };
    }
}
