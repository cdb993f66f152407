package dev.honker.internal.inspect;

import dev.honker.Finding;
import dev.honker.Finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a check has found so far; for one thread. */
final class Findings {

    private final List<Finding> found = new ArrayList<>();

    void problem(String subject, String text) {
        found.add(new Finding(Severity.PROBLEM, subject, text));
    }

    void note(String subject, String text) {
        found.add(new Finding(Severity.NOTE, subject, text));
    }

    /** Problems first, else in the order in which they were found. */
    List<Finding> sorted() {
        found.sort(Comparator.comparing(Finding::severity));
        return List.copyOf(found);
    }
}
