/** The jobs of Spring Batch 5 on Spring Batch 6. */
package dev.honker.it.batch6;
