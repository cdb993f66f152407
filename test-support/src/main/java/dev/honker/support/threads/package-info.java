/** Threads of newer Javas than the one that tests are compiled for. */
@NullMarked
package dev.honker.support.threads;

import org.jspecify.annotations.NullMarked;
