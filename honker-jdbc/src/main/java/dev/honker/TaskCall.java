package dev.honker;

import dev.honker.internal.check.Check;
import dev.honker.internal.check.JsonText;

/**
 * What a task is called with; immutable.
 *
 * @param argsJson a JSON array: the arguments by position
 * @param kwargsJson a JSON object: the arguments by name
 */
public record TaskCall(String argsJson, String kwargsJson) {

    private static final TaskCall EMPTY = new TaskCall("[]", "{}");

    /**
     * Makes a call; the texts are kept as they are.
     *
     * @throws HonkerInvalidOptionException if a text is null or not the JSON it should be
     */
    public TaskCall {
        JsonText.check("argsJson", JsonText.Kind.ARRAY, argsJson);
        JsonText.check("kwargsJson", JsonText.Kind.OBJECT, kwargsJson);
    }

    /** The call without arguments. */
    public static TaskCall empty() {
        return EMPTY;
    }

    /** The payload of a job, or of a schedule, that calls the task of that name so. */
    public String payload(String name) {
        Check.notBlank("task name", name);
        return JsonText.withoutLoneSurrogates("{\"__honker_task__\":{\"task\":" + JsonText.quote(name) + ",\"args\":"
                + argsJson + ",\"kwargs\":" + kwargsJson + "}}");
    }
}
