package dev.honker.example.shop.receipt;

/** A claimed job: this worker alone has it until its claim lapses. */
record ReceiptJob(long id, int orderNumber, int invoiceId) {}
