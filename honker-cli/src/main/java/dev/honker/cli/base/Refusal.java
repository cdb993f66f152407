package dev.honker.cli.base;

/** Why a command does nothing; its message is for whoever called it. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** A refusal with this text. */
    public Refusal(String message) {
        super(message);
    }
}
