/**
 * The JSON codec of {@code queue(name, type)}: Jackson 2 or 3, whichever the application has. Nothing else here knows Jackson, and
 * these classes are loaded when a codec is asked for, not before.
 */
@NullMarked
package dev.honker.internal.json;

import org.jspecify.annotations.NullMarked;
