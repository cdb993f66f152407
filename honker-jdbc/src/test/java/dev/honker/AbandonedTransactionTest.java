package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller that gives a connection back to its pool without having ended the transaction, as after an exception. */
class AbandonedTransactionTest extends DatabaseFixture {

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:honker:sqlite:", "jdbc:sqlite:"})
    void aJobOfATransactionThatIsNeverEndedIsRolledBackByThePool(String prefix) throws SQLException {
        try (HikariDataSource pool = pool(prefix)) {
            for (int i = 0; i < 3; i++) {
                try (Connection connection = pool.getConnection()) {
                    connection.setAutoCommit(false);
                    Honker.on(connection).queue("mail").enqueue("{}");
                }
            }
        }
        assertThat(db.queue("mail").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:honker:sqlite:", "jdbc:sqlite:"})
    void soIsOneAfterACommitOfTheSameConnection(String prefix) throws SQLException {
        try (HikariDataSource pool = pool(prefix);
                Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            Transaction honker = Honker.on(connection);
            honker.queue("mail").enqueue("1");
            connection.commit();
            honker.queue("mail").enqueue("2");
        }
        assertThat(db.queue("mail").claimBatch("w", 9))
                .extracting(Job::payloadJson)
                .containsExactly("1");
    }

    private HikariDataSource pool(String prefix) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(prefix + file);
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }
}
