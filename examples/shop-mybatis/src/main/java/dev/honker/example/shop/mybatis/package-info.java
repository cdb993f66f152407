/**
 * The shop with MyBatis: SQL in mappers, a session for each use case. Its queue, its event stream and its notifications are rows
 * of those sessions' transactions.
 */
package dev.honker.example.shop.mybatis;
