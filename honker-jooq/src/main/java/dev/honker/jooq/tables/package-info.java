/**
 * The tables of honker with their columns, as jOOQ's code generator would make them but for times, which are {@code Instant}s
 * here. {@code HonkerTables} has one of each. Nothing of this package runs SQL.
 */
@NullMarked
package dev.honker.jooq.tables;

import org.jspecify.annotations.NullMarked;
