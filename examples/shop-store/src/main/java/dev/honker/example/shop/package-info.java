/**
 * What the shops of all ORMs have in common: the store's rows, the course of a run, the back office and the report. A shop adds
 * its {@link dev.honker.example.shop.Store}, which is how its ORM takes orders and works on them.
 */
package dev.honker.example.shop;
