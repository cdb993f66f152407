package dev.honker;

/** A worker that delivers the messages of an outbox. Failing deliveries don't end it. */
public interface OutboxHandle extends BackgroundHandle {}
