package dev.honker.internal.cron;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A set of small numbers, immutable.
 *
 * @param bits bit {@code n} is set if {@code n} is a member, 0 to 62
 */
record ValueSet(long bits) {

    /** What a search returns if there is no member. */
    static final int NONE = -1;

    boolean contains(int value) {
        return (bits >>> value & 1) != 0;
    }

    /** The members in ascending order. */
    List<Integer> values() {
        return IntStream.range(0, 63).filter(this::contains).boxed().toList();
    }

    /** The smallest member; a parsed field always has one. */
    int first() {
        return Long.numberOfTrailingZeros(bits);
    }

    /**
     * The smallest member that is at least {@code value}.
     *
     * @param value 0 to 63
     * @return {@link #NONE} if there is none
     */
    int atOrAfter(int value) {
        long rest = bits & -1L << value;
        return rest == 0 ? NONE : Long.numberOfTrailingZeros(rest);
    }
}
