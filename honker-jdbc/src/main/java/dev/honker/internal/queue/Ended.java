package dev.honker.internal.queue;

/** A job whose handler has ended, and what is to become of it; immutable. */
record Ended(Assignment assignment, Outcome outcome) {}
