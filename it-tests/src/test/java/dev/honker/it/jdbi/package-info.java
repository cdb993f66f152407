/** Honker in Jdbi's transactions. */
package dev.honker.it.jdbi;
