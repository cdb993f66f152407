package dev.honker.spring;

import dev.honker.ClaimLostException;
import dev.honker.DatabaseReplacedException;
import dev.honker.DuplicateJobException;
import dev.honker.HonkerClosedException;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.HonkerSqlException;
import dev.honker.HonkerTimeoutException;
import dev.honker.LockHeldException;
import dev.honker.PayloadException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/** Honker's exceptions as Spring's, those of SQLite by their SQLSTATE; stateless and thread-safe. */
final class HonkerExceptionTranslator implements PersistenceExceptionTranslator {

    private static final String READ_ONLY = "25006";

    private final SQLExceptionTranslator sqlTranslator = new SQLExceptionSubclassTranslator();

    @Override
    public @Nullable DataAccessException translateExceptionIfPossible(RuntimeException e) {
        return translate("honker", e);
    }

    /** Null if it is none of honker's, or has no counterpart. */
    @Nullable
    DataAccessException translate(String task, RuntimeException e) {
        String message = e.getMessage();
        if (e instanceof HonkerSqlException sql) {
            return ofSql(task, sql);
        } else if (e instanceof DuplicateJobException) {
            return new DuplicateKeyException(message, e);
        } else if (e instanceof LockHeldException) {
            return new CannotAcquireLockException(message, e);
        } else if (e instanceof ClaimLostException) {
            return new OptimisticLockingFailureException(message, e);
        } else if (e instanceof HonkerTimeoutException) {
            return new QueryTimeoutException(message, e);
        } else if (e instanceof HonkerClosedException || e instanceof DatabaseReplacedException) {
            return new DataAccessResourceFailureException(message, e);
        } else if (e instanceof HonkerInvalidOptionException || e instanceof PayloadException) {
            return new InvalidDataAccessApiUsageException(message, e);
        }
        return null;
    }

    private DataAccessException ofSql(String task, HonkerSqlException e) {
        if (READ_ONLY.equals(e.sqlState())) {
            return new InvalidDataAccessApiUsageException(e.getMessage(), e);
        }
        SQLException cause = e.getCause() instanceof SQLException sql ? sql : new SQLException(e.getMessage(), e);
        DataAccessException translated = sqlTranslator.translate(task, null, cause);
        return translated == null ? new UncategorizedSQLException(task, null, cause) : translated;
    }
}
