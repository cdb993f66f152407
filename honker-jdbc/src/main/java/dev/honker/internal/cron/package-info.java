/**
 * Schedule expressions: what an expression means and when it fires next in a zone. It knows neither
 * tables nor clocks; every honker peer on the same file must come to the same answers.
 */
@NullMarked
package dev.honker.internal.cron;

import org.jspecify.annotations.NullMarked;
