/**
 * Deletes what is old, once or as often as wanted, and only what its options name. The SQL is the
 * engine's.
 */
@NullMarked
package dev.honker.internal.janitor;

import org.jspecify.annotations.NullMarked;
