package dev.honker;

/** Hands the messages of an outbox to the outside. With more than one slot it is called by several threads at once. */
@FunctionalInterface
public interface Delivery {

    /**
     * Delivers a message. A message may be delivered more than once: after a crash or a lapse.
     *
     * @param payloadJson the payload, verbatim
     * @throws Exception to have it delivered again after {@code base × 2^(attempts−1)}, or become a dead letter if no
     * attempt
     *     is left
     */
    void deliver(String payloadJson) throws Exception;
}
