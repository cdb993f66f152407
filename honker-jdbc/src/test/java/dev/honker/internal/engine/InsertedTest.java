package dev.honker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The id that an insert returns is that of its row, whatever triggers do. */
class InsertedTest {

    @TempDir
    Path directory;

    private Connection connection;
    private Session session;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("app.db"));
        session = new PlainSession(connection);
        Schema.ensure(session);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void rowsThatATriggerInsertsElsewhereDoNotChangeTheId() throws SQLException {
        execute("CREATE TABLE log(id INTEGER PRIMARY KEY, text)");
        execute("INSERT INTO log VALUES (4711, 'begin')");
        execute("CREATE TRIGGER logged AFTER INSERT ON _honker_notifications"
                + " BEGIN INSERT INTO log(text) VALUES (new.payload); END");
        assertThat(Notifications.notify(session, "c", "one")).isEqualTo(1);
        assertThat(Notifications.notify(session, "c", "two")).isEqualTo(2);
        assertThat(session.queryLong("SELECT max(id) FROM log")).isEqualTo(4713);
    }

    @Test
    void rowThatATriggerIgnoresIsAnError() throws SQLException {
        Notifications.notify(session, "c", "one");
        execute("CREATE TRIGGER ignored BEFORE INSERT ON _honker_notifications BEGIN SELECT RAISE(IGNORE); END");
        assertThatThrownBy(() -> Notifications.notify(session, "c", "two"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("ignored the row");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
