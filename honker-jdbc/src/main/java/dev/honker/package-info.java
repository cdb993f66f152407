/**
 * What a program imports besides JDBC itself: the exceptions of honker and the handle that waits for commits. It holds no
 * SQL and starts no thread.
 */
@NullMarked
package dev.honker;

import org.jspecify.annotations.NullMarked;
