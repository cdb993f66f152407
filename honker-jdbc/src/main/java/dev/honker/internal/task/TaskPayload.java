package dev.honker.internal.task;

import dev.honker.TaskArgumentException;
import dev.honker.TaskCall;
import dev.honker.internal.check.JsonText;
import dev.honker.internal.check.JsonText.MalformedException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The payload of a job that calls a task; immutable.
 *
 * @param task its name
 */
record TaskPayload(String task, TaskCall call) {

    private static final String KEY = "__honker_task__";
    private static final String RAW = "raw (non-decorated) payload on a decorated-task queue";

    /**
     * Reads a payload; numbers in it stay as they were written.
     *
     * @throws TaskArgumentException if it is none; the message is the error text of its job
     */
    static TaskPayload of(String json) {
        try {
            if (JsonText.kind(json) != JsonText.Kind.OBJECT) {
                throw new TaskArgumentException(RAW);
            }
            return ofCall(JsonText.members(json).get(KEY));
        } catch (MalformedException e) {
            throw new TaskArgumentException(RAW + ": it is not valid JSON, " + e.getMessage());
        }
    }

    /** The task that a payload calls; empty if it calls none. */
    static Optional<String> taskOf(String json) {
        try {
            return Optional.of(of(json).task());
        } catch (TaskArgumentException e) {
            return Optional.empty();
        }
    }

    private static TaskPayload ofCall(@Nullable String json) throws MalformedException {
        if (json == null || JsonText.kind(json) != JsonText.Kind.OBJECT) {
            throw new TaskArgumentException(RAW);
        }
        Map<String, String> call = JsonText.members(json);
        String task = call.get("task");
        if (task == null || JsonText.kind(task) != JsonText.Kind.STRING) {
            throw new TaskArgumentException(RAW + ": its task has no name");
        }
        return new TaskPayload(
                JsonText.unquote(task),
                new TaskCall(
                        part(call, "args", JsonText.Kind.ARRAY, "[]"),
                        part(call, "kwargs", JsonText.Kind.OBJECT, "{}")));
    }

    private static String part(Map<String, String> call, String name, JsonText.Kind kind, String missing)
            throws MalformedException {
        String part = call.getOrDefault(name, missing);
        JsonText.Kind found = JsonText.kind(part);
        if (found == JsonText.Kind.NULL) {
            return missing;
        }
        if (found != kind) {
            throw new TaskArgumentException(
                    RAW + ": its " + name + " are no JSON " + (kind == JsonText.Kind.ARRAY ? "array" : "object"));
        }
        return part;
    }
}
