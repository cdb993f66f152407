/** The Java API over real files, several processes and pools: what its tests in one process cannot show. */
package dev.honker.it.api;
