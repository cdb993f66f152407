package dev.honker.internal.sqlite;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A {@link SQLiteException} that has a SQLState, which sqlite-jdbc's own lack: translators of Spring and Hibernate want it. */
class StatedSqliteException extends SQLiteException {

    private static final long serialVersionUID = 1L;

    private final String sqlState;

    StatedSqliteException(String message, SQLiteErrorCode code, String sqlState) {
        super(message, code);
        this.sqlState = sqlState;
    }

    @Override
    public String getSQLState() {
        return sqlState;
    }
}
