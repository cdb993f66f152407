package dev.honker.hibernate;

import dev.honker.ConnectionLender;
import java.sql.SQLException;
import org.hibernate.engine.jdbc.spi.JdbcCoordinator;

/** Lends the connection that sessions share, whether or not they are open; as thread-safe as they. */
final class CoordinatorLender implements ConnectionLender {

    private final JdbcCoordinator jdbc;

    CoordinatorLender(JdbcCoordinator jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public <T> T lend(ConnectionWork<T> work) throws SQLException {
        Lent<T> lent = new Lent<>();
        jdbc.coordinateWork((executor, connection) -> {
            lent.work(work, connection);
            return null;
        });
        return lent.get();
    }
}
