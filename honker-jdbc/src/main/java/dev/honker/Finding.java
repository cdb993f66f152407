package dev.honker;

/**
 * Something about a file that an operator may want to know.
 *
 * @param severity how bad it is
 * @param subject what it is about, such as {@code schema} or {@code claims}
 * @param text what was found and what to do
 */
public record Finding(Severity severity, String subject, String text) {

    /** How bad a finding is. */
    public enum Severity {
        /** Something does not work, or will not for long. */
        PROBLEM,
        /** Good to know. */
        NOTE
    }

    /** Whether it is a problem. */
    public boolean isProblem() {
        return severity == Severity.PROBLEM;
    }
}
