package dev.honker;

/** What a live job is waiting for, as {@link QueueStats} counts it. */
public enum JobCondition {
    /** Pending and to be claimed now. */
    DUE,
    /** Pending and due later. */
    DELAYED,
    /** Claimed, and the claim is valid. */
    HELD,
    /** Claimed, but the claim ran out: to be claimed again, or dead with the next claim if no attempt is left. */
    LAPSED,
    /** Past its expiry and held by nobody: to be swept. */
    EXPIRED
}
