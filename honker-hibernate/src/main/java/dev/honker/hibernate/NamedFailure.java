package dev.honker.hibernate;

import dev.honker.HonkerException;
import dev.honker.HonkerSqlException;
import java.sql.SQLException;

/** Adds to a failure what was being done; stateless. */
final class NamedFailure {

    private NamedFailure() {}

    /** The failure with a message that begins with this; SQLite's codes and the driver's exception stay. */
    static HonkerException of(String what, HonkerException failure) {
        String message = what + ": " + failure.getMessage();
        return failure instanceof HonkerSqlException && failure.getCause() instanceof SQLException driver
                ? new HonkerSqlException(message, driver)
                : new HonkerException(message, failure);
    }
}
