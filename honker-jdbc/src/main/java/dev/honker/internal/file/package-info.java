/**
 * Which file a name means: paths, the identity of a file, and what this JVM shares per file. It only ever calls
 * {@code stat}: opening a database file by other means than SQLite drops SQLite's locks.
 */
@NullMarked
package dev.honker.internal.file;

import org.jspecify.annotations.NullMarked;
