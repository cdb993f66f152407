/**
 * The driver {@code jdbc:honker:sqlite:} as an application sees it: the driver, the data source, the vendor interface of a
 * connection and the list of properties. Everything that knows SQLite is behind it, not in it.
 */
@NullMarked
package dev.honker.jdbc;

import org.jspecify.annotations.NullMarked;
