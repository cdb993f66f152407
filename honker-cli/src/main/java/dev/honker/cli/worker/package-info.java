/** The command that runs tasks of the user's own classes. */
@NullMarked
package dev.honker.cli.worker;

import org.jspecify.annotations.NullMarked;
