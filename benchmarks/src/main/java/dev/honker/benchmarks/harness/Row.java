package dev.honker.benchmarks.harness;

import java.util.Arrays;

/**
 * One line of the table; immutable by convention.
 *
 * @param what what was measured, against what
 * @param bar what the median has to reach
 * @param median the middle one of the repetitions
 * @param spread the least and the greatest repetition
 * @param verdict whether the bar is reached, in a word
 * @param note absolute figures or what else a reader wants to know; may be empty
 */
public record Row(String what, String bar, String median, String spread, String verdict, String note) {

    /** The verdict of a row that reaches its bar or does not. */
    public static String verdict(boolean passes) {
        return passes ? "pass" : "FAIL";
    }

    /** A row that passes if its median reaches the bar. */
    public static Row of(String what, Bar bar, double[] values, String note) {
        double median = median(values);
        return new Row(
                what, bar.toString(), bar.format(median), spread(bar, values), verdict(bar.passes(median)), note);
    }

    /** A row without a bar, for orientation. */
    public static Row orientation(String what, Bar unit, double[] values, String note) {
        return new Row(what, "none", unit.format(median(values)), spread(unit, values), "-", note);
    }

    /** The least and the greatest of the repetitions. */
    public static String spread(Bar bar, double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return bar.format(sorted[0]) + " – " + bar.format(sorted[sorted.length - 1]);
    }

    /** The middle value, the upper one of two. */
    public static double median(double[] values) {
        return quantile(values, 0.5);
    }

    /** The value that this share of the values does not exceed. */
    public static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(Math.floor(share * sorted.length)))];
    }
}
