package dev.honker.internal.sqlite;

import dev.honker.internal.function.SqlFunction;
import dev.honker.internal.function.SqlFunction.Effect;
import dev.honker.internal.function.SqlFunctions;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of the SQL functions, for recognising them in a statement's text; immutable. */
final class FunctionNames {

    private static final Map<String, Effect> EFFECTS = new HashMap<>();

    static {
        for (SqlFunction function : SqlFunctions.all()) {
            EFFECTS.put(function.sqlName(), function.effect());
        }
    }

    private FunctionNames() {}

    /** The effect of the function of that name in lower case, or null if honker has none. */
    static @Nullable Effect effect(String name) {
        return EFFECTS.get(name);
    }
}
