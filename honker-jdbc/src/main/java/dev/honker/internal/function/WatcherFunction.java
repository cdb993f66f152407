package dev.honker.internal.function;

import static dev.honker.internal.function.Arguments.integer;
import static dev.honker.internal.function.Arguments.integerOrNull;
import static dev.honker.internal.function.Arguments.text;
import static dev.honker.internal.function.Arguments.textOrNull;

import dev.honker.internal.engine.Limits;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Waiting for commits by SQL; the handles belong to the process, not to a connection. */
enum WatcherFunction implements CatalogFunction {
    OPEN("honker_update_watcher_open", 2, Effect.NONE),
    OPEN_WITH_INTERVAL("honker_update_watcher_open", 3, Effect.NONE),
    WAIT("honker_update_watcher_wait", 2, Effect.NONE),
    CLOSE("honker_update_watcher_close", 1, Effect.NONE);

    private static final WatcherHandles HANDLES = new WatcherHandles();

    private final Signature signature;

    WatcherFunction(String sqlName, int arity, Effect effect) {
        signature = new Signature(sqlName, arity, effect);
    }

    @Override
    public Signature signature() {
        return signature;
    }

    @Override
    public @Nullable Object call(FunctionContext context, @Nullable Object[] arguments) throws SQLException {
        return switch (this) {
            case OPEN, OPEN_WITH_INTERVAL -> open(context, arguments);
            case WAIT -> HANDLES.await(integer(arguments, 0), integer(arguments, 1), context::isEnding);
            case CLOSE -> {
                HANDLES.close(integer(arguments, 0));
                yield 1L;
            }
        };
    }

    private Object open(FunctionContext context, @Nullable Object[] arguments) throws SQLException {
        String path = text(arguments, 0);
        String backend = textOrNull(arguments, 1);
        Long pollMillis = this == OPEN ? null : integerOrNull(arguments, 2);
        if (pollMillis != null && pollMillis <= 0) {
            throw Limits.refused("watcher poll interval must be positive");
        }
        return HANDLES.add(context.watch(path, checked(backend), pollMillis));
    }

    private static @Nullable String checked(@Nullable String backend) throws SQLException {
        if (backend == null) {
            return null;
        }
        return switch (backend) {
            case "", "polling", "poll", "kernel", "kernel-watcher", "shm", "shm-fast-path" -> backend;
            default ->
                throw Limits.refused(
                        "unknown watcher backend \"" + backend + "\"; valid: None, 'polling', 'kernel', 'shm'");
        };
    }
}
