package dev.honker;

/** A handler that is called for the notifications of a channel (contract 8.1). A handler that throws does not end it. */
public interface ListenHandle extends BackgroundHandle {}
