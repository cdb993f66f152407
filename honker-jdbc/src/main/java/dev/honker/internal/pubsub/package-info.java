/** Notifications: sending, the two ways of listening, and pruning. The SQL is the engine's. */
@NullMarked
package dev.honker.internal.pubsub;

import org.jspecify.annotations.NullMarked;
