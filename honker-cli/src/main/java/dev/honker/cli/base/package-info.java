/** What all commands share: the file they work on, how it is opened, and values of options. It knows no command. */
@NullMarked
package dev.honker.cli.base;

import org.jspecify.annotations.NullMarked;
