/** Streams of events: the handle that users hold, and the subscription that runs their handlers. The SQL is the engine's. */
@NullMarked
package dev.honker.internal.stream;

import org.jspecify.annotations.NullMarked;
