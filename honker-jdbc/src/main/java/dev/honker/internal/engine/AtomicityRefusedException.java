package dev.honker.internal.engine;

import java.sql.SQLException;

/**
 * Several statements were to take effect together where SQLite allows no savepoint: inside a statement that is itself
 * writing. Nothing was done yet.
 */
public final class AtomicityRefusedException extends SQLException {

    private static final long serialVersionUID = 1L;

    /** Makes the exception; {@code what} names the operation, {@code cause} is SQLite's own refusal. */
    public AtomicityRefusedException(String what, SQLException cause) {
        super(
                what + " takes several statements, which SQLite cannot undo together inside a writing statement"
                        + " (INSERT ... SELECT, a trigger); call it by a SELECT of its own",
                "0A000",
                1,
                cause);
    }
}
