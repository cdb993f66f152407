/** The suite on plain JDBC and a pool, and on a subject that breaks the rules. */
@NullMarked
package dev.honker.support.contract;

import org.jspecify.annotations.NullMarked;
