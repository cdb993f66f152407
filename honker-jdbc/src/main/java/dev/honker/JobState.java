package dev.honker;

/** The states of a job that is not yet done or dead. */
public enum JobState {
    /** Waits to be claimed. */
    PENDING,
    /** Is claimed; if its claim lapsed it can be claimed again, and stays in this state until then. */
    PROCESSING
}
