/**
 * For the tests of applications that use honker: a database of its own for each test, a clock that is set by hand, assertions
 * about what is enqueued, and a look at what a test has left behind. It uses honker's public API only, and is nothing for
 * production.
 */
@NullMarked
package dev.honker.test;

import org.jspecify.annotations.NullMarked;
