package dev.honker.spring;

/** Handles a job, an event or a notification. */
@FunctionalInterface
interface Handler<M> {

    void handle(M message) throws Exception;
}
