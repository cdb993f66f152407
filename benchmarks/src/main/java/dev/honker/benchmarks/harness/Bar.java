package dev.honker.benchmarks.harness;

import java.util.Locale;

/** What a median has to reach; immutable. */
public record Bar(boolean atLeast, double limit, String unit) {

    /** At least this share of the rival's speed. */
    public static Bar speedAtLeast(double ratio) {
        return new Bar(true, ratio, "x");
    }

    /** At most this multiple of the floor's time. */
    public static Bar timeAtMost(double ratio) {
        return new Bar(false, ratio, "x");
    }

    /** At most this many of a unit, where there is no floor. */
    public static Bar atMost(double value, String unit) {
        return new Bar(false, value, " " + unit);
    }

    /** At least this many of a unit, where there is no rival. */
    public static Bar atLeast(double value, String unit) {
        return new Bar(true, value, " " + unit);
    }

    boolean passes(double value) {
        return atLeast ? value >= limit : value <= limit;
    }

    /** A figure with its unit. */
    public String format(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f%s" : "%.3f%s", value, unit);
    }

    @Override
    public String toString() {
        return (atLeast ? "≥ " : "≤ ") + (limit == Math.rint(limit) ? String.valueOf((long) limit) : limit) + unit;
    }
}
