/** The store's entities, mapped to the tables that the Chinook database has, and the shop's own. */
package dev.honker.example.shop.hibernate.entity;
