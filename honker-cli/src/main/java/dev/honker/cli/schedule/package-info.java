/** Commands on schedules. */
@NullMarked
package dev.honker.cli.schedule;

import org.jspecify.annotations.NullMarked;
