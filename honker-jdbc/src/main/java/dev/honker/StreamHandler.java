package dev.honker;

/** Takes the events of a subscription, one at a time and in the order of their offsets. */
@FunctionalInterface
public interface StreamHandler {

    /**
     * Takes an event. An event may come more than once: after a failure, and after a crash those since the last saved
     * offset.
     *
     * @throws Exception to have the event delivered again after the subscription's {@link Backoff}; when its attempts are
     *     used up the subscription ends with this failure
     */
    void handle(Event event) throws Exception;
}
