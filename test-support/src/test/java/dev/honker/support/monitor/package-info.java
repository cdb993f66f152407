/** The search for waits inside monitors, on code that has them and code that has none. */
@NullMarked
package dev.honker.support.monitor;

import org.jspecify.annotations.NullMarked;
