/** Commands on live jobs. */
@NullMarked
package dev.honker.cli.jobs;

import org.jspecify.annotations.NullMarked;
