package dev.honker;

/**
 * A named consumer of a stream as its row is.
 *
 * @param topic the topic of the stream
 * @param name the name of the consumer
 * @param offset the offset that it saved last
 * @param lag how many events of the topic come after that offset
 */
public record ConsumerInfo(String topic, String name, long offset, long lag) {}
