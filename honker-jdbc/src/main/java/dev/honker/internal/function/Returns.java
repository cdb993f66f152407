package dev.honker.internal.function;

/** What functions return. */
final class Returns {

    private static final Long YES = 1L;
    private static final Long NO = 0L;

    private Returns() {}

    /** 1 or 0. */
    static Long flag(boolean yes) {
        return yes ? YES : NO;
    }
}
