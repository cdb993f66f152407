/**
 * A shop as people write one today: Hibernate, a connection pool, entities over the Chinook store. Its queue, its event
 * stream and its notifications are SQL in the transactions that it has anyway; the URL is what brings them.
 */
package dev.honker.example.shop;
