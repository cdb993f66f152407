/** Commands on dead letters. */
@NullMarked
package dev.honker.cli.dead;

import org.jspecify.annotations.NullMarked;
