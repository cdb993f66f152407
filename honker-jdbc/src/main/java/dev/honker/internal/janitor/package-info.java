/**
 * Deletes what is old, once or as often as wanted, and only what its options name (contract.md 1.8, B36). The SQL is the
 * engine's.
 */
@NullMarked
package dev.honker.internal.janitor;

import org.jspecify.annotations.NullMarked;
