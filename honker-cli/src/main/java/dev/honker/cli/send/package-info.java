/** Commands that put something into the file: jobs and notifications. */
@NullMarked
package dev.honker.cli.send;

import org.jspecify.annotations.NullMarked;
