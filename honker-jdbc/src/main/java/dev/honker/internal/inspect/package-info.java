/**
 * Looking at a file for whoever operates it: its jobs, locks and events, and what is wrong with it. It reads only, tolerates files
 * of other languages and older releases, and knows nothing of queues' handles or workers.
 */
@NullMarked
package dev.honker.internal.inspect;

import org.jspecify.annotations.NullMarked;
