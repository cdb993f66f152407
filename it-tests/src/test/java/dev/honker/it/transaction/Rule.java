package dev.honker.it.transaction;

/** One scenario with its assertions, written against JDBC alone so that it runs on each {@link Subject}. */
@FunctionalInterface
interface Rule {
    void check(Ground ground) throws Exception;
}
