/**
 * Where an operation of the Java API gets its session from: a short transaction of its own, the thread's open one, or a
 * caller's connection; and how SQL's errors and seconds become the API's. It holds no SQL and starts no thread.
 */
@NullMarked
package dev.honker.internal.access;

import org.jspecify.annotations.NullMarked;
