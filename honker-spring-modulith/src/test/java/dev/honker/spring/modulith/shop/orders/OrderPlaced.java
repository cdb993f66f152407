package dev.honker.spring.modulith.shop.orders;

/**
 * An order was placed.
 *
 * @param id of the order
 * @param item what was ordered
 */
public record OrderPlaced(long id, String item) {}
