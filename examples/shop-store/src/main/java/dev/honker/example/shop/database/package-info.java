/** The database file that the shops work on. */
package dev.honker.example.shop.database;
