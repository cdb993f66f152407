package dev.honker;

import java.time.Instant;

/**
 * A lock as its row is.
 *
 * @param name the name of the lock
 * @param owner who took it
 * @param expiresAt from when on someone else may take it; whole seconds
 * @param expired whether that time has come
 */
public record LockInfo(String name, String owner, Instant expiresAt, boolean expired) {}
