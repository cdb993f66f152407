/** The store's entities, mapped to the tables that the Chinook database has, and the shop's own two. */
package dev.honker.example.shop.store;
