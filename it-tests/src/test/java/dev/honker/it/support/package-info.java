/** Other processes, and SQL in one line. */
package dev.honker.it.support;
