/**
 * Honker in the idiom of jOOQ: SQL functions as fields, tables as tables, and queues, streams and channels in the transaction
 * of a {@code DSLContext}. Holds no SQL of its own but the names: whatever it does, honker's driver does, on the connection
 * that jOOQ has.
 */
@NullMarked
package dev.honker.jooq;

import org.jspecify.annotations.NullMarked;
