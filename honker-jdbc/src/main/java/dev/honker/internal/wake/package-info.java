/**
 * From a commit to a signal: one thread per database file watches for commits and wakes whoever subscribed. It knows
 * nothing of queues, streams or schedules.
 */
@NullMarked
package dev.honker.internal.wake;

import org.jspecify.annotations.NullMarked;
