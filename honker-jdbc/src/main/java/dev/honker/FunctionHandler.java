package dev.honker;

import dev.honker.internal.check.JsonText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function of one argument as a handler; as thread-safe as it. */
final class FunctionHandler<A, R> implements TaskHandler {

    private final String name;
    private final JsonCodec<A> argument;
    private final JsonCodec<R> result;
    private final TaskFunction<A, R> function;

    FunctionHandler(String name, JsonCodec<A> argument, JsonCodec<R> result, TaskFunction<A, R> function) {
        this.name = name;
        this.argument = argument;
        this.result = result;
        this.function = function;
    }

    @Override
    public @Nullable String handle(TaskCall call) throws Exception {
        List<String> args = JsonText.elements(call.argsJson());
        int given = args.size() + JsonText.members(call.kwargsJson()).size();
        if (args.size() != 1 || given != 1) {
            throw new TaskArgumentException(
                    call,
                    "task '" + name + "' takes one argument by position, but got " + args.size() + " by position and "
                            + (given - args.size()) + " by name");
        }
        R value = function.apply(decode(call, args.get(0)));
        return value == null ? null : encode(call, value);
    }

    /** Registering the same function again is no conflict. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FunctionHandler<?, ?> that
                && that.name.equals(name)
                && that.function.equals(function)
                && that.argument.equals(argument)
                && that.result.equals(result);
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + function.hashCode();
    }

    private A decode(TaskCall call, String json) {
        try {
            A value = argument.decode(json);
            if (value != null) {
                return value;
            }
        } catch (Exception e) {
            // why not the cause: its message may repeat the payload
            throw new TaskArgumentException(
                    call,
                    "argument 1 of task '" + name + "' cannot be decoded by its codec: "
                            + e.getClass().getName());
        }
        throw new TaskArgumentException(call, "argument 1 of task '" + name + "' must not be null");
    }

    private String encode(TaskCall call, R value) {
        try {
            return result.encode(value);
        } catch (Exception e) {
            throw new TaskResultException(call, "the result of task '" + name + "' cannot be encoded: " + e, e);
        }
    }
}
