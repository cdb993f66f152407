/** An application of two modules: orders are placed, letters are written about them. */
@NullMarked
package dev.honker.spring.modulith.shop;

import org.jspecify.annotations.NullMarked;
