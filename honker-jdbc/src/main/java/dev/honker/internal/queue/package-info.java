/**
 * Queues: the handles that users hold, the worker that runs their handlers, and the waits for results. The SQL is the engine's.
 */
@NullMarked
package dev.honker.internal.queue;

import org.jspecify.annotations.NullMarked;
