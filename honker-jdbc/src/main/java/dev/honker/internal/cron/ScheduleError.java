package dev.honker.internal.cron;

import java.sql.SQLDataException;

/** Makes the errors of this package; stateless. */
final class ScheduleError {

    private static final String INVALID_PARAMETER_VALUE = "22023";
    private static final int SQLITE_ERROR = 1;

    private ScheduleError() {}

    /** An error whose message is the reference implementation's, to the letter: peers and their users compare it. */
    static SQLDataException of(String message) {
        return new SQLDataException(message, INVALID_PARAMETER_VALUE, SQLITE_ERROR);
    }
}
