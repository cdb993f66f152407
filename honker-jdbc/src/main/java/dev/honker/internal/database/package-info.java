/** The database as users hold it: it makes the handles, remembers them, and ends what it started before its connections go. */
@NullMarked
package dev.honker.internal.database;

import org.jspecify.annotations.NullMarked;
