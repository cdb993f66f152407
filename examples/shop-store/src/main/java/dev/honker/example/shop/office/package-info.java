/** The second JVM: it waits for orders, and has their receipts and letters written and the books kept. */
package dev.honker.example.shop.office;
