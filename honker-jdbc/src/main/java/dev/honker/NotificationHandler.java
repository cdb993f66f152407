package dev.honker;

/** Takes the notifications of a channel, one at a time and in the order of their ids. */
@FunctionalInterface
public interface NotificationHandler {

    /**
     * Takes a notification. None is delivered twice to one handle.
     *
     * @throws Exception is logged, and the next notification follows: they are not delivered again
     */
    void handle(Notification notification) throws Exception;
}
