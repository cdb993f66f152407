/** The second JVM: it waits for orders, claims their receipt jobs and writes the receipts. */
package dev.honker.example.shop.receipt;
