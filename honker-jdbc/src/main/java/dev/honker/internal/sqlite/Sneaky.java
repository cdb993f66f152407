package dev.honker.internal.sqlite;

/** Throws a checked exception where sqlite-jdbc's signature leaves it out but JDBC's interface declares it. Stateless. */
final class Sneaky {

    private Sneaky() {}

    @SuppressWarnings("unchecked")
    static <E extends Throwable> RuntimeException hide(Throwable e) throws E {
        throw (E) e;
    }
}
