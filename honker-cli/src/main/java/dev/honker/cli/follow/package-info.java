/** Commands that stay and show what is committed, by whatever process: notifications, events, the sizes of queues. */
@NullMarked
package dev.honker.cli.follow;

import org.jspecify.annotations.NullMarked;
