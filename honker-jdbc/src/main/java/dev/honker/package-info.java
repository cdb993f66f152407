/**
 * The Java API's vocabulary: databases, queues, streams, locks and their options, results and exceptions. These types know
 * no SQL and start no thread; what does is behind them.
 */
@NullMarked
package dev.honker;

import org.jspecify.annotations.NullMarked;
