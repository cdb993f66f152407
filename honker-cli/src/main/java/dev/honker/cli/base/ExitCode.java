package dev.honker.cli.base;

/** What a command says to the shell. */
public final class ExitCode {

    /** All is done. */
    public static final int OK = 0;

    /** It failed, or what was named is not there. */
    public static final int FAILED = 1;

    /** It was called wrongly. */
    public static final int USAGE = 2;

    private ExitCode() {}
}
