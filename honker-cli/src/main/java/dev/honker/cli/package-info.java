/** The command {@code honker}: its options, its subcommands by group, and what becomes of errors. */
@NullMarked
package dev.honker.cli;

import org.jspecify.annotations.NullMarked;
