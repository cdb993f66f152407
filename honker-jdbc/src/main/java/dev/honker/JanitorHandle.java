package dev.honker;

/** A janitor that cleans in the background. */
public interface JanitorHandle extends BackgroundHandle {}
