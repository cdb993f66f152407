/** The second JVM: it waits for orders, writes their receipts and keeps the books. */
package dev.honker.example.shop.office;
