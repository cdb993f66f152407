/** The program behind {@code ./test} on reports and builds made for it. */
@NullMarked
package dev.honker.support.run;

import org.jspecify.annotations.NullMarked;
