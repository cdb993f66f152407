/**
 * Honker in the idiom of MyBatis, in the transaction of a {@code SqlSession}: the typed API, a mapper with every SQL function, JSON
 * columns, and a guard against SELECTs that write. MyBatis takes a SELECT for a read: it may skip it, and it commits it at a
 * rollback; everything here is mapped so that neither happens.
 */
@NullMarked
package dev.honker.mybatis;

import org.jspecify.annotations.NullMarked;
