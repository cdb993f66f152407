/**
 * Named locks, their renewal in the background, and rate limits. The rows and their SQL are the engine's.
 */
@NullMarked
package dev.honker.internal.lock;

import org.jspecify.annotations.NullMarked;
