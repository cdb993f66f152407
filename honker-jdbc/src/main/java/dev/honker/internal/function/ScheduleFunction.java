package dev.honker.internal.function;

import static dev.honker.internal.function.Arguments.integer;
import static dev.honker.internal.function.Arguments.integerOrNull;
import static dev.honker.internal.function.Arguments.text;
import static dev.honker.internal.function.Arguments.textOrNull;

import dev.honker.internal.check.Loggers;
import dev.honker.internal.engine.ScheduleChange;
import dev.honker.internal.engine.ScheduleTick;
import dev.honker.internal.engine.Schedules;
import dev.honker.internal.engine.Session;
import dev.honker.internal.engine.Ticked;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The scheduler. */
enum ScheduleFunction implements CatalogFunction {
    REGISTER("honker_scheduler_register", 6, Effect.WRITE),
    REGISTER_WITH_ATTEMPTS("honker_scheduler_register", 7, Effect.WRITE),
    UNREGISTER("honker_scheduler_unregister", 1, Effect.WRITE),
    TICK("honker_scheduler_tick", 1, Effect.WRITE),
    SOONEST("honker_scheduler_soonest", 0, Effect.READ),
    PAUSE("honker_scheduler_pause", 1, Effect.WRITE),
    RESUME("honker_scheduler_resume", 1, Effect.WRITE),
    LIST("honker_scheduler_list", 0, Effect.READ),
    UPDATE("honker_scheduler_update", 6, Effect.WRITE),
    UPDATE_WITH_ATTEMPTS("honker_scheduler_update", 8, Effect.WRITE);

    private static final Logger LOG = Loggers.SCHEDULER;

    private final Signature signature;

    ScheduleFunction(String sqlName, int arity, Effect effect) {
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
            case REGISTER, REGISTER_WITH_ATTEMPTS -> register(context, arguments);
            case UNREGISTER -> Schedules.unregister(session, text(arguments, 0));
            case TICK -> tick(context, integer(arguments, 0));
            case SOONEST -> Schedules.soonest(session);
            case PAUSE -> Returns.flag(Schedules.pause(session, text(arguments, 0)));
            case RESUME -> Returns.flag(Schedules.resume(session, text(arguments, 0)));
            case LIST -> JsonTexts.schedules(Schedules.list(session));
            case UPDATE, UPDATE_WITH_ATTEMPTS -> update(context, arguments);
        };
    }

    private Object register(FunctionContext context, @Nullable Object[] arguments) throws SQLException {
        Schedules.register(
                context.session(),
                context.zone(),
                text(arguments, 0),
                text(arguments, 1),
                text(arguments, 2),
                text(arguments, 3),
                integer(arguments, 4),
                integerOrNull(arguments, 5),
                this == REGISTER ? Schedules.DEFAULT_MAX_ATTEMPTS : integer(arguments, 6));
        return 1L;
    }

    private static Object tick(FunctionContext context, long now) throws SQLException {
        Ticked ticked = ScheduleTick.tickAllOrNothing(context.session(), context.zone(), now);
        ticked.broken()
                .forEach((name, why) -> LOG.log(
                        Level.WARNING,
                        "honker: schedule " + name + " fires nothing until it is registered anew or removed: " + why));
        return JsonTexts.fires(ticked.fires());
    }

    private Object update(FunctionContext context, @Nullable Object[] arguments) throws SQLException {
        ScheduleChange change = new ScheduleChange(
                text(arguments, 0),
                textOrNull(arguments, 1),
                textOrNull(arguments, 2),
                integerOrNull(arguments, 3),
                integerOrNull(arguments, 4),
                integer(arguments, 5) != 0,
                this == UPDATE ? null : integerOrNull(arguments, 6),
                this == UPDATE_WITH_ATTEMPTS && integer(arguments, 7) != 0);
        return Returns.flag(Schedules.update(context.session(), context.zone(), change));
    }
}
