/**
 * The program behind {@code ./test}: runs the build with all tests on several JDKs, quietly, and sums up what the tests' reports say.
 * It uses the JDK alone, because it is compiled and run before anything is built.
 */
@NullMarked
package dev.honker.support.run;

import org.jspecify.annotations.NullMarked;
