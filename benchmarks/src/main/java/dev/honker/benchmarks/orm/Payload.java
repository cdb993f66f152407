package dev.honker.benchmarks.orm;

/** What every row carries. */
final class Payload {

    static final String JSON = "{\"to\":\"alice@example.com\",\"subject\":\"Your order\"}";

    private Payload() {}
}
