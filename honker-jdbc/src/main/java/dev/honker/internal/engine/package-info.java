/**
 * The SQL of honker, each text once: stateless operations that run on a caller's {@link dev.honker.internal.engine.Session},
 * the schema they need, and the arithmetic of schedules. It never begins or ends the caller's transaction.
 */
@NullMarked
package dev.honker.internal.engine;

import org.jspecify.annotations.NullMarked;
