/** Orders. */
@NullMarked
package dev.honker.spring.modulith.shop.orders;

import org.jspecify.annotations.NullMarked;
