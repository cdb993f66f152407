/**
 * Honker in the idiom of MyBatis. Holds no type yet: an application on MyBatis needs the driver alone, and calls the SQL
 * functions from a mapper whose methods are marked {@code affectData = true} and {@code flushCache = TRUE}.
 */
package dev.honker.mybatis;
