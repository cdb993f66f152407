package dev.honker.cli.output;

/** Whoever reads the output has closed it, as {@code head} does when it has enough. */
public final class ReaderGoneException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ReaderGoneException() {
        super("the output is closed", null, false, false);
    }
}
