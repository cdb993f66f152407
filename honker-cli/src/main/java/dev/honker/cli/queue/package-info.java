/** Commands on queues as a whole. */
@NullMarked
package dev.honker.cli.queue;

import org.jspecify.annotations.NullMarked;
