/**
 * The one package that imports {@code org.sqlite}: connections, statements, transactions, the registration of functions and
 * the translation of errors.
 */
@NullMarked
package dev.honker.internal.sqlite;

import org.jspecify.annotations.NullMarked;
