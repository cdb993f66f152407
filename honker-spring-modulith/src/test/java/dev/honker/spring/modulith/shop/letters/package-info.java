/** Letters. */
@NullMarked
package dev.honker.spring.modulith.shop.letters;

import org.jspecify.annotations.NullMarked;
