package dev.honker.support.contract;

import java.sql.Connection;
import java.sql.SQLException;

/** Connections of whatever source, used by hand; safe for use by several threads. */
public final class JdbcSubject implements Subject {

    private final Connections source;
    private final Runnable closeOwner;

    /** On connections of that source; {@code closeOwner} closes what owns them. */
    public JdbcSubject(Connections source, Runnable closeOwner) {
        this.source = source;
        this.closeOwner = closeOwner;
    }

    @Override
    public void inTransaction(Work work) throws Exception {
        run(work, false, true);
    }

    @Override
    public void rolledBack(Work work) throws Exception {
        run(work, false, false);
    }

    @Override
    public void readOnly(Work work) throws Exception {
        run(work, true, true);
    }

    private void run(Work work, boolean readOnly, boolean commit) throws Exception {
        try (Connection connection = source.get()) {
            connection.setReadOnly(readOnly);
            connection.setAutoCommit(false);
            try {
                work.run(new JdbcOperations(connection, this));
                if (commit) {
                    connection.commit();
                    return;
                }
            } catch (Exception e) {
                connection.rollback();
                throw e;
            }
            connection.rollback();
        }
    }

    @Override
    public void close() {
        closeOwner.run();
    }

    /** Where connections come from. */
    @FunctionalInterface
    public interface Connections {

        /** Takes a connection, which the caller closes. */
        Connection get() throws SQLException;
    }
}
