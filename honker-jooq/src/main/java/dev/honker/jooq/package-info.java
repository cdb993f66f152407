/**
 * Honker in the idiom of jOOQ. Holds no type yet: an application on jOOQ needs the driver alone, and calls the SQL
 * functions with {@code DSL.function}.
 */
package dev.honker.jooq;
