package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.jdbc.HonkerDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionLenderTest extends DatabaseFixture {

    /** A tool that takes another connection for each transaction. */
    private static final class Tool implements ConnectionLender {

        private final HonkerDataSource dataSource;
        private Connection current;
        private int lent;

        Tool(HonkerDataSource dataSource) {
            this.dataSource = dataSource;
        }

        @Override
        public <T> T lend(ConnectionWork<T> work) throws SQLException {
            if (current == null) {
                throw new SQLException("no transaction is open", "25P01");
            }
            lent++;
            return work.on(current);
        }

        void begin() throws SQLException {
            current = dataSource.getConnection();
            current.setAutoCommit(false);
        }

        void end(boolean commit) throws SQLException {
            try (Connection ending = current) {
                if (commit) {
                    ending.commit();
                } else {
                    ending.rollback();
                }
            }
            current = null;
        }
    }

    private Tool tool;
    private Transaction honker;

    @BeforeEach
    void lend() {
        tool = new Tool(new HonkerDataSource("jdbc:honker:sqlite:" + file));
        honker = Honker.on(tool);
    }

    @AfterEach
    void end() throws SQLException {
        if (tool.current != null) {
            tool.end(false);
        }
    }

    @Test
    void handlesFollowTheToolFromOneTransactionToTheNext() throws SQLException {
        Queue queue = honker.queue("mail");
        Stream stream = honker.stream("orders");
        tool.begin();
        queue.enqueue("1");
        stream.publish("1");
        honker.notify("c", "1");
        tool.end(false);
        tool.begin();
        queue.enqueueAll(List.of("2", "3"));
        stream.publish("2");
        honker.notify("c", "2");
        tool.end(true);

        assertThat(db.queue("mail").claimBatch("w", 9))
                .extracting(Job::payloadJson)
                .containsExactly("2", "3");
        assertThat(db.stream("orders").readSince(0, 9))
                .extracting(Event::payloadJson)
                .containsExactly("2");
        assertThat(number("SELECT count(*) FROM _honker_notifications")).isEqualTo(1);
    }

    @Test
    void nothingIsVisibleBeforeTheToolCommits() throws SQLException {
        tool.begin();
        honker.queue("mail").enqueue("1");
        honker.execute("CREATE TABLE t AS SELECT 1 AS a");
        assertThat(honker.query("SELECT a FROM t")).hasSize(1);
        assertThat(db.queue("mail").size()).isZero();
        tool.end(true);
        assertThat(db.queue("mail").size()).isEqualTo(1);
    }

    @Test
    void theToolsOwnErrorComesOutAsTheCause() {
        assertThatThrownBy(() -> honker.queue("mail").enqueue("1"))
                .isInstanceOf(HonkerSqlException.class)
                .cause()
                .isInstanceOf(SQLException.class)
                .hasMessage("no transaction is open");
    }

    @Test
    void aQueueOfTheDatabaseJoinsTheLentTransaction() throws SQLException {
        tool.begin();
        db.queue("mail").in(honker).enqueue("1");
        db.queue("mail").enqueue(honker, "2");
        tool.end(false);
        assertThat(db.queue("mail").size()).isZero();
    }

    @Test
    void whatWaitsIsRefused() throws SQLException {
        tool.begin();
        assertThatThrownBy(() -> honker.queue("mail").worker("w", job -> {})).isInstanceOf(HonkerException.class);
        assertThat(tool.lent).isZero();
    }
}
