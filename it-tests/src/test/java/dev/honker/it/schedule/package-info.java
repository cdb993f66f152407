/** Schedulers in several processes that are killed and suspended. */
package dev.honker.it.schedule;
