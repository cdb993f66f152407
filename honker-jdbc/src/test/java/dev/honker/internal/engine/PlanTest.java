package dev.honker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which indexes SQLite takes, as EXPLAIN QUERY PLAN tells it. */
class PlanTest {

    @TempDir
    private Path directory;

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("app.db"));
        Schema.ensure(new PlainSession(connection));
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void claimWalksTheReadyIndexLazilyAndTheLapsedClaimsByDeadline() throws SQLException {
        assertThat(bothPlans(Claims.CLAIM)).allSatisfy(plan -> assertThat(plan)
                .contains(
                        "CO-ROUTINE level",
                        "SEARCH job USING INDEX _honker_live_ready (queue=? AND priority=? AND run_at<?)",
                        "SEARCH main._honker_live USING COVERING INDEX _honker_live_ready (queue=? AND priority<?)",
                        "SEARCH main._honker_live USING INDEX _honker_live_processing_deadline"
                                + " (queue=? AND claim_expires_at<?)",
                        "SEARCH main._honker_live USING INTEGER PRIMARY KEY (rowid=?)")
                .doesNotContain("MATERIALIZE", "SCAN main._honker_live", "SCAN job"));
    }

    @Test
    void claimWithoutLapsedOnesSortsNothing() throws SQLException {
        assertThat(bothPlans(Claims.CLAIM_DUE)).allSatisfy(plan -> assertThat(plan)
                .contains(
                        "CO-ROUTINE level",
                        "SEARCH job USING INDEX _honker_live_ready (queue=? AND priority=? AND run_at<?)")
                .doesNotContain(
                        "TEMP B-TREE", "MATERIALIZE", "SCAN main._honker_live", "SCAN job", "processing_deadline"));
    }

    @Test
    void lookAtTheFrontSortsNothing() throws SQLException {
        for (String sql :
                new String[] {LapsedBacklog.FOUND, LapsedBacklog.CLAIM.always(), LapsedBacklog.CLAIM.unlessPaused()}) {
            assertThat(plan(sql))
                    .contains("SEARCH main._honker_live USING INDEX _honker_live_claim (queue=?)")
                    .doesNotContain("TEMP B-TREE", "SCAN main");
        }
    }

    @Test
    void whetherAQueueIsPausedIsOneLookIntoItsKey() throws SQLException {
        assertThat(plan(Claims.CLAIM_DUE.unlessPaused()))
                .contains("SEARCH main._honker_paused_queues USING COVERING INDEX"
                        + " sqlite_autoindex__honker_paused_queues_1 (queue=?)");
    }

    private List<String> bothPlans(ClaimText text) throws SQLException {
        return List.of(plan(text.always()), plan(text.unlessPaused()));
    }

    @Test
    void nothingScansTheLiveTable() throws SQLException {
        for (String sql : new String[] {
            Jobs.NEXT_CLAIM_AT,
            Jobs.GET,
            HeldJobs.ACK,
            HeldJobs.ACK_BATCH,
            HeldJobs.RETRY,
            DeadLetters.EXHAUSTED_EXISTS,
            LapsedBacklog.LOOK,
            DeadLetters.COPY_EXHAUSTED,
            DeadLetters.EXPIRED_EXISTS,
            DeadLetters.DELETE
        }) {
            assertThat(plan(sql)).as(sql).contains("SEARCH").doesNotContain("SCAN main", "SCAN _honker");
        }
    }

    private String plan(String sql) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (PreparedStatement statement = connection.prepareStatement("EXPLAIN QUERY PLAN " + sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                plan.append(rows.getString("detail")).append('\n');
            }
        }
        return plan.toString();
    }
}
