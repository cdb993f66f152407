/** What commands print: tables and lines for people, JSON for programs. It knows nothing of databases. */
@NullMarked
package dev.honker.cli.output;

import org.jspecify.annotations.NullMarked;
