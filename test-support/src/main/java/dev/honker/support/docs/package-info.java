/**
 * Compiles and runs the Java listings of the repository's pages, so that what a page says is so. Each module runs its own guide on
 * its own class path by a {@link dev.honker.support.docs.GuideContract}; the other pages are run by the integration tests.
 */
@NullMarked
package dev.honker.support.docs;

import org.jspecify.annotations.NullMarked;
