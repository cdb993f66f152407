package dev.honker;

import dev.honker.internal.check.Check;

/**
 * A registered task; immutable.
 *
 * @param name what it is called in payloads, not blank
 * @param queue the queue of its jobs, not blank
 * @param handler what runs it
 * @param options how it is enqueued and run
 */
public record TaskSpec(String name, String queue, TaskHandler handler, TaskOptions options) {

    /**
     * Makes a spec.
     *
     * @throws HonkerInvalidOptionException if something is null or a name is blank
     */
    public TaskSpec {
        Check.notBlank("task name", name);
        Check.notBlank("queue name", queue);
        Check.notNull("handler", handler);
        Check.notNull("options", options);
    }
}
