package dev.honker.internal.function;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The catalog: every SQL function of honker with every number of arguments. */
public final class SqlFunctions {

    private static final List<SqlFunction> ALL = list();

    private SqlFunctions() {}

    /** All functions, the same unmodifiable list each time. A name occurs once per arity. */
    public static List<SqlFunction> all() {
        return ALL;
    }

    private static List<SqlFunction> list() {
        List<SqlFunction> all = new ArrayList<>(48);
        Collections.addAll(all, BasicFunction.values());
        Collections.addAll(all, JobFunction.values());
        Collections.addAll(all, HeldJobFunction.values());
        Collections.addAll(all, LockFunction.values());
        Collections.addAll(all, RateLimitFunction.values());
        Collections.addAll(all, ScheduleFunction.values());
        Collections.addAll(all, ResultFunction.values());
        Collections.addAll(all, StreamFunction.values());
        Collections.addAll(all, CronFunction.values());
        Collections.addAll(all, WatcherFunction.values());
        return Collections.unmodifiableList(all);
    }
}
