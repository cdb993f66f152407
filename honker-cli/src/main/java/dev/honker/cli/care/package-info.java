/** Commands that look after the file itself: its locks, its growth, its health. */
@NullMarked
package dev.honker.cli.care;

import org.jspecify.annotations.NullMarked;
