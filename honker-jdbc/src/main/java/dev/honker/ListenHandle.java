package dev.honker;

/** A handler that is called for the notifications of a channel. A handler that throws does not end it. */
public interface ListenHandle extends BackgroundHandle {}
