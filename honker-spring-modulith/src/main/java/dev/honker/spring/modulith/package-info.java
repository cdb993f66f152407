/**
 * The event publication registry of Spring Modulith in a SQLite database: what a listener still has to do is written in the
 * transaction that publishes the event. The auto-configuration is all that an application needs; there is nothing to call.
 */
@NullMarked
package dev.honker.spring.modulith;

import org.jspecify.annotations.NullMarked;
