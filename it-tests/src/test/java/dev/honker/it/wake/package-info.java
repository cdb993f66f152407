/** The promise of the wake, kept between processes. */
package dev.honker.it.wake;
