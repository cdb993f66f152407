package dev.honker.support.run;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What became of tests; immutable.
 *
 * @param passed the number of tests that passed
 * @param failed the tests that failed
 * @param skipped the number of skipped tests by reason
 * @param faults what else keeps the run from being green, such as a compiler's errors
 */
record Outcome(int passed, List<FailedTest> failed, Map<String, Integer> skipped, List<String> faults) {

    static final Outcome NONE = new Outcome(0, List.of(), Map.of(), List.of());

    /** Returns the outcome of a build that could not run its tests. */
    static Outcome fault(List<String> faults) {
        return new Outcome(0, List.of(), Map.of(), List.copyOf(faults));
    }

    /** Returns both outcomes as one. */
    Outcome plus(Outcome other) {
        Map<String, Integer> reasons = new TreeMap<>(skipped);
        other.skipped.forEach((reason, count) -> reasons.merge(reason, count, Integer::sum));
        return new Outcome(
                passed + other.passed, both(failed, other.failed), Map.copyOf(reasons), both(faults, other.faults));
    }

    private static <T> List<T> both(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** Returns the number of tests that ran. */
    int ran() {
        return passed + failed.size();
    }

    /** Returns the number of tests that were skipped. */
    int skippedTests() {
        return skipped.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns whether tests ran, all of them passed, and nothing else went wrong. */
    boolean isGreen() {
        return passed > 0 && failed.isEmpty() && faults.isEmpty();
    }
}
