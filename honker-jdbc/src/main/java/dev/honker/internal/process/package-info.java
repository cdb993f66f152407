/**
 * Which processes of this machine have a database file locked, as far as the system tells: Linux does, by {@code /proc}. Nothing here
 * opens a database file.
 */
@NullMarked
package dev.honker.internal.process;

import org.jspecify.annotations.NullMarked;
