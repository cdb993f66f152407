/**
 * Proves from class files that nothing waits inside a monitor, for each module by a {@link dev.honker.support.monitor.MonitorContract}.
 */
@NullMarked
package dev.honker.support.monitor;

import org.jspecify.annotations.NullMarked;
