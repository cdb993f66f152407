/** The database file the shop works on and the session factory over it. */
package dev.honker.example.shop.database;
