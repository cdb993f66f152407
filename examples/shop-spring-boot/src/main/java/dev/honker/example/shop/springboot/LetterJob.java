package dev.honker.example.shop.springboot;

/** What the queue of letters holds: an order that was declined, and why. */
record LetterJob(int order, String reason) {}
