package dev.honker.internal.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.NotificationPruneOptions;
import dev.honker.internal.access.Access;
import dev.honker.internal.stream.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ten notifications on two channels by turns, the first five of them an hour old. */
@Timeout(60)
class PruneTest {

    @TempDir
    Path folder;

    private TestDatabase database;

    @BeforeEach
    void open() throws SQLException {
        database = new TestDatabase(folder.resolve("prune.db"));
        for (int i = 1; i <= 10; i++) {
            Channels.notify(database.access(), i % 2 == 0 ? "even" : "odd", "x");
        }
        database.execute("UPDATE _honker_notifications SET created_at = created_at - 3600 WHERE id <= 5");
    }

    @AfterEach
    void close() throws Exception {
        database.close();
    }

    private int prune(NotificationPruneOptions.Builder options) {
        return Channels.prune(database.access(), options.build());
    }

    private static NotificationPruneOptions.Builder options() {
        return NotificationPruneOptions.builder();
    }

    private List<Long> ids() throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM _honker_notifications ORDER BY id")) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    @Test
    void withoutALimitNothingIsDeleted() throws Exception {
        assertThat(prune(options())).isZero();
        assertThat(ids()).hasSize(10);
    }

    @Test
    void whatIsOlderThanTheAgeIsDeleted() throws Exception {
        assertThat(prune(options().olderThan(Duration.ofHours(2)))).isZero();
        assertThat(prune(options().olderThan(Duration.ofDays(100_000_000)))).isZero();
        assertThat(prune(options().olderThan(Duration.ofMillis(1_799_500)))).isEqualTo(5);
        assertThat(ids()).containsExactly(6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void theNewestOfAllChannelsTogetherAreKeptWhateverTheGaps() throws Exception {
        database.execute("DELETE FROM _honker_notifications WHERE id IN (7, 8)");
        assertThat(prune(options().maxKeep(Integer.MAX_VALUE))).isZero();
        assertThat(prune(options().maxKeep(3))).isEqualTo(5);
        assertThat(ids()).containsExactly(6L, 9L, 10L);
        assertThat(prune(options().maxKeep(0))).isEqualTo(3);
        assertThat(ids()).isEmpty();
    }

    @Test
    void eitherLimitSuffices() throws Exception {
        assertThat(prune(options().olderThan(Duration.ofMinutes(30)).maxKeep(8)))
                .isEqualTo(5);
        assertThat(prune(options().olderThan(Duration.ofMinutes(30)).maxKeep(2)))
                .isEqualTo(3);
        assertThat(ids()).containsExactly(9L, 10L);
    }

    @Test
    void manyAreDeletedInSeveralTransactionsAndCountedTogether() throws Exception {
        database.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 25000)"
                + " INSERT INTO _honker_notifications(channel, payload) SELECT 'many', 'x' FROM n");
        assertThat(prune(options().maxKeep(7))).isEqualTo(25_003);
        assertThat(ids()).hasSize(7);
    }

    @Test
    void insideATransactionItIsPartOfIt() throws Exception {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            assertThat(Channels.prune(
                            Access.of(connection), options().maxKeep(0).build()))
                    .isEqualTo(10);
            connection.rollback();
        }
        assertThat(ids()).hasSize(10);
    }
}
