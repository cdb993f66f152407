/** The benchmarks, one class for each row or group of rows in docs/benchmarks.md, and the program that runs them. */
package dev.honker.benchmarks;
