/**
 * The SQL functions as a table: name, number of arguments, effect, and the operation each one stands for. It knows neither
 * how SQLite calls a function nor how a statement is run.
 */
@NullMarked
package dev.honker.internal.function;

import org.jspecify.annotations.NullMarked;
