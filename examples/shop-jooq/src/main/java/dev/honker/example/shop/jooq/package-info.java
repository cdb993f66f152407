/**
 * A shop as people write one with jOOQ: a pool, a context, statements over the Chinook store. Its queue, its event stream and its
 * notifications are rows of the transactions that it has anyway; a second JVM works on them.
 */
package dev.honker.example.shop.jooq;
