/** Commands on streams and their consumers. */
@NullMarked
package dev.honker.cli.stream;

import org.jspecify.annotations.NullMarked;
