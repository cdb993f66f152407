/** The programs that benchmarks run in JVMs of their own; each prints what it measured. */
package dev.honker.benchmarks.child;
