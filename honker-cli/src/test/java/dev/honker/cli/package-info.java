/** The command line on real files, in the process of the test, in processes of its own, and on a terminal. */
@NullMarked
package dev.honker.cli;

import org.jspecify.annotations.NullMarked;
