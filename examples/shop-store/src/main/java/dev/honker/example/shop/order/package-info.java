/** Placing orders: one transaction each, with whatever else belongs to the order inside it. */
package dev.honker.example.shop.order;
