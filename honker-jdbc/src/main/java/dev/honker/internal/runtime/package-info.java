/**
 * Threads and their life cycle, once for all loops: start, failures, soft stop, hard stop. It knows nothing of SQL, queues or
 * streams.
 */
@NullMarked
package dev.honker.internal.runtime;

import org.jspecify.annotations.NullMarked;
