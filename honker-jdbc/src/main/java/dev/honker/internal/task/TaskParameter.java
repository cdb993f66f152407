package dev.honker.internal.task;

import dev.honker.Job;
import dev.honker.TaskArgumentException;
import dev.honker.TaskParam;
import dev.honker.internal.check.Check;
import dev.honker.internal.check.JsonText;
import dev.honker.internal.json.TypeCodecs;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One parameter of a task method; thread-safe. */
final class TaskParameter {

    private final String task;
    private final int number;
    private final @Nullable String name;
    private final Type type;
    private final TaskValue value;

    /** {@code number} counts from 1, without injected ones. */
    private TaskParameter(String task, int number, @Nullable String name, Type type, TaskValue value) {
        this.task = task;
        this.number = number;
        this.name = name;
        this.type = type;
        this.value = value;
    }

    static boolean isInjected(Parameter parameter) {
        return parameter.getType() == Job.class;
    }

    static TaskParameter of(
            String task, int number, Parameter parameter, TypeArguments types, Supplier<TypeCodecs> codecs) {
        TaskParam named = parameter.getAnnotation(TaskParam.class);
        String name = null;
        if (named != null) {
            name = Check.notBlank("@TaskParam", named.value());
        } else if (parameter.isNamePresent()) {
            name = parameter.getName();
        }
        Type type = TaskTypes.concrete("parameter " + number, types.resolve(parameter.getParameterizedType()));
        TaskValue value = new TaskValue(type, codecs);
        value.requireReadable();
        return new TaskParameter(task, number, name, type, value);
    }

    /** Null if the class says none. */
    @Nullable
    String name() {
        return name;
    }

    /** Whether a call may leave it out. */
    boolean isOptional() {
        return value.isOptional();
    }

    String encode(@Nullable Object argument) {
        try {
            String json = value.encode(argument);
            JsonText.kindOfArgument(json);
            return json;
        } catch (JsonText.MalformedException e) {
            throw new TaskArgumentException(
                    described() + " becomes a text that is not valid JSON, as NaN and infinity do: " + e.getMessage());
        } catch (Exception e) {
            throw new TaskArgumentException(described() + " can't be turned into JSON: " + e, e);
        }
    }

    /** Reads an argument. Messages name its kind and never what it says. */
    @Nullable
    Object decode(String json) {
        if (json.equals("null") && value.isPrimitive()) {
            throw wrong(json);
        }
        try {
            return value.decode(json);
        } catch (Exception e) {
            // why not the cause: the libraries' messages repeat what they could not read
            throw wrong(json);
        }
    }

    private TaskArgumentException wrong(String json) {
        String kind;
        try {
            kind = JsonText.kind(json).name().toLowerCase(Locale.ROOT);
        } catch (JsonText.MalformedException e) {
            kind = "malformed text";
        }
        return new TaskArgumentException(described() + " must be of type " + type.getTypeName() + ", but the JSON "
                + kind + " that was given can't be read as one");
    }

    TaskArgumentException missing() {
        return new TaskArgumentException(described() + ", of type " + type.getTypeName() + ", is missing");
    }

    TaskArgumentException twice() {
        return new TaskArgumentException(described() + " was given twice, by position and by name");
    }

    private String described() {
        return "argument " + number + (name == null ? "" : " '" + name + "'") + " of task '" + task + "'";
    }

    @Override
    public String toString() {
        return (name == null ? "" : name + ": ") + type.getTypeName();
    }
}
