/** What all benchmarks share: the two sides, the interleaved measuring, the rows and their report. Knows no benchmark. */
package dev.honker.benchmarks.harness;
