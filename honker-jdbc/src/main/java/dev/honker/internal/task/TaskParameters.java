package dev.honker.internal.task;

import dev.honker.HonkerInvalidOptionException;
import dev.honker.Job;
import dev.honker.TaskArgumentException;
import dev.honker.TaskCall;
import dev.honker.internal.check.JsonText;
import dev.honker.internal.json.TypeCodecs;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The parameters of a task method, from arguments to a payload and back; thread-safe. */
final class TaskParameters {

    private static final int LONGEST_NAME = 100;

    private final String task;
    private final @Nullable TaskParameter[] byPlace;
    private final List<TaskParameter> parameters;
    private final Map<String, Integer> numbers;
    private final String before;
    private final String after;

    /** A place without a parameter is for the job. */
    private TaskParameters(String task, @Nullable TaskParameter[] byPlace, List<TaskParameter> parameters) {
        this.task = task;
        this.byPlace = byPlace;
        this.parameters = parameters;
        this.numbers = numbers(parameters);
        String empty = TaskCall.empty().payload(task);
        int arguments = empty.lastIndexOf("[]") + 1;
        this.before = empty.substring(0, arguments);
        this.after = empty.substring(arguments);
    }

    static TaskParameters of(String task, Method method, TypeArguments types, Supplier<TypeCodecs> codecs) {
        Parameter[] all = method.getParameters();
        @Nullable TaskParameter[] byPlace = new TaskParameter[all.length];
        List<TaskParameter> parameters = new ArrayList<>();
        for (int i = 0; i < all.length; i++) {
            if (!TaskParameter.isInjected(all[i])) {
                TaskParameter parameter = TaskParameter.of(task, parameters.size() + 1, all[i], types, codecs);
                byPlace[i] = parameter;
                parameters.add(parameter);
            }
        }
        return new TaskParameters(task, byPlace, List.copyOf(parameters));
    }

    private static Map<String, Integer> numbers(List<TaskParameter> parameters) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < parameters.size(); i++) {
            String name = parameters.get(i).name();
            if (name != null && numbers.put(name, i) != null) {
                throw new HonkerInvalidOptionException(
                        "two parameters are called '" + name + "': give one another @TaskParam");
            }
        }
        return numbers;
    }

    /** How many arguments the task takes. */
    int count() {
        return parameters.size();
    }

    /** The payload of a call with these arguments, one for each place. */
    String payload(@Nullable Object[] arguments) {
        StringBuilder payload = new StringBuilder(before.length() + after.length() + 64).append(before);
        boolean first = true;
        for (int i = 0; i < byPlace.length; i++) {
            TaskParameter parameter = byPlace[i];
            if (parameter != null) {
                if (!first) {
                    payload.append(',');
                }
                first = false;
                payload.append(parameter.encode(arguments[i]));
            }
        }
        return JsonText.withoutLoneSurrogates(payload.append(after).toString());
    }

    /**
     * The arguments of a call, one for each place.
     *
     * @throws TaskArgumentException if they don't fit; it never says their values
     */
    @Nullable
    Object[] arguments(TaskCall call, @Nullable Job job) {
        @Nullable String[] given = given(call);
        @Nullable Object[] arguments = new Object[byPlace.length];
        int number = 0;
        for (int i = 0; i < byPlace.length; i++) {
            TaskParameter parameter = byPlace[i];
            arguments[i] = parameter == null ? job : argument(parameter, given[number++]);
        }
        return arguments;
    }

    private static @Nullable Object argument(TaskParameter parameter, @Nullable String json) {
        if (json != null) {
            return parameter.decode(json);
        }
        if (!parameter.isOptional()) {
            throw parameter.missing();
        }
        return Optional.empty();
    }

    private @Nullable String[] given(TaskCall call) {
        @Nullable String[] given = new String[parameters.size()];
        try {
            List<String> args = JsonText.elements(call.argsJson());
            if (args.size() > given.length) {
                throw new TaskArgumentException("task '" + task + "' takes " + given.length + " arguments " + this
                        + ", but got " + args.size() + " by position");
            }
            args.toArray(given);
            JsonText.members(call.kwargsJson()).forEach((name, json) -> put(given, name, json));
        } catch (JsonText.MalformedException e) {
            throw new TaskArgumentException("the arguments of task '" + task + "' are no JSON: " + e.getMessage());
        }
        return given;
    }

    private void put(@Nullable String[] given, String name, String json) {
        Integer number = numbers.get(name);
        if (number == null) {
            throw new TaskArgumentException("task '" + task + "' has no argument '"
                    + name.substring(0, Math.min(LONGEST_NAME, name.length())) + "', but takes " + this);
        }
        if (given[number] != null) {
            throw parameters.get(number).twice();
        }
        given[number] = json;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("(");
        parameters.forEach(
                parameter -> text.append(text.length() == 1 ? "" : ", ").append(parameter));
        return text.append(')').toString();
    }
}
