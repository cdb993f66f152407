/** Classes made at run time whose methods hand their calls on; loaded when the first proxy is asked for, and not before. */
@NullMarked
package dev.honker.internal.task.proxy;

import org.jspecify.annotations.NullMarked;
