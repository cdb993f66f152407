/** What happened, asked from the database, and how fast; as numbers and as text. */
package dev.honker.example.shop.report;
