/** What a job costs that a tool's helper enqueues, beside a row that the same tool inserts into a table of the application. */
package dev.honker.benchmarks.orm;
