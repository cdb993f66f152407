/**
 * Schedules, and the loop that fires them while it leads. When an expression matches is for {@code cron}, and
 * the rows and their SQL are the engine's.
 */
@NullMarked
package dev.honker.internal.schedule;

import org.jspecify.annotations.NullMarked;
