package dev.honker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Reading notifications behind an id, and pruning them. */
class NotificationsTest extends EngineFixture {

    private static final String IDS =
            "SELECT coalesce(group_concat(id), '') FROM (SELECT id FROM _honker_notifications ORDER BY id)";

    @Test
    void listenerBeginsAtTheNewestOfItsChannel() throws SQLException {
        assertThat(Notifications.maxId(session, "c")).isZero();
        notified("c", "1");
        notified("d", "1");
        assertThat(Notifications.maxId(session, "c")).isOne();
        assertThat(Notifications.maxId(session, "d")).isEqualTo(2);
        assertThat(Notifications.maxId(session, "C")).isZero();
        assertThat(plan(Notifications.MAX_ID))
                .isEqualTo("SEARCH main._honker_notifications USING COVERING INDEX"
                        + " _honker_notifications_recent (channel=?)");
    }

    @Test
    void sinceReadsTheChannelInOrder() throws SQLException {
        for (int i = 0; i < 6; i++) {
            notified(i % 2 == 0 ? "c" : "d", "" + (100 + i));
        }
        assertThat(Notifications.since(session, "c", 1, 10))
                .containsExactly(new NotificationRow(3, "c", "p", 102), new NotificationRow(5, "c", "p", 104));
        assertThat(Notifications.since(session, "c", 0, 1))
                .extracting(NotificationRow::id)
                .containsExactly(1L);
        assertThat(Notifications.since(session, "c", 5, 10)).isEmpty();
        assertThat(plan(Notifications.SINCE))
                .contains("_honker_notifications_recent (channel=? AND id>?)")
                .doesNotContain("TEMP B-TREE");
        assertThatThrownBy(() -> Notifications.since(session, "c", 0, -1)).hasMessageContaining("limit");
    }

    @Test
    void ageMustBeExceeded() throws SQLException {
        withinOneSecond(() -> {
            notified("c", "unixepoch() - 61");
            notified("d", "unixepoch() - 60");
            notified("c", "unixepoch() - 61");
            assertThat(swept(Notifications.pruning(60L, null))).isEqualTo(2);
            assertThat(texts(IDS)).containsExactly("2");
        });
    }

    @Test
    void rankCountsOverAllChannelsAndGaps() throws SQLException {
        for (int i = 0; i < 8; i++) {
            notified(i % 2 == 0 ? "c" : "d", "1");
        }
        execute("DELETE FROM _honker_notifications WHERE id IN (4, 6, 7)");
        assertThat(swept(Notifications.pruning(null, 9L))).isZero();
        assertThat(swept(Notifications.pruning(null, 5L))).isZero();
        assertThat(swept(Notifications.pruning(null, 3L))).isEqualTo(2);
        assertThat(texts(IDS)).containsExactly("3,5,8");
        assertThat(swept(Notifications.pruning(null, 0L))).isEqualTo(3);
        assertThat(swept(Notifications.pruning(null, 0L))).isZero();
        assertThat(swept(Notifications.pruning(null, Long.MAX_VALUE))).isZero();
    }

    @Test
    void eitherConditionSuffices() throws SQLException {
        withinOneSecond(() -> {
            notified("c", "unixepoch()");
            notified("c", "1");
            notified("c", "unixepoch()");
            notified("c", "1");
            notified("c", "unixepoch()");
            assertThat(swept(Notifications.pruning(60L, 3L))).isEqualTo(3);
            assertThat(texts(IDS)).containsExactly("3,5");
        });
    }

    @Test
    void withoutAConditionNothingRuns() throws SQLException {
        execute("DROP TABLE _honker_notifications");
        assertThat(swept(Notifications.pruning(null, null))).isZero();
    }

    @Test
    void negativeNumbersAreRefused() {
        assertThatThrownBy(() -> swept(Notifications.pruning(null, -1L)))
                .isInstanceOf(SQLException.class)
                .hasMessage("max_keep must not be negative");
        assertThatThrownBy(() -> swept(Notifications.pruning(-1L, null))).hasMessageContaining("older_than_s");
    }

    @Test
    void whatIsSentDuringASweepDoesNotChangeTheRank() throws SQLException {
        for (int i = 0; i < 6; i++) {
            notified("c", "unixepoch()");
        }
        Sweep sweep = Notifications.pruning(null, 4L);
        assertThat(sweep.find(session)).isTrue();
        notified("c", "unixepoch()");
        assertThat(sweep.take(session)).isEqualTo(2);
        assertThat(swept(sweep)).isZero();
        assertThat(texts(IDS)).containsExactly("3,4,5,6,7");
    }

    private void notified(String channel, String createdAt) throws SQLException {
        execute("INSERT INTO _honker_notifications(channel, payload, created_at) VALUES ('" + channel + "', 'p', "
                + createdAt + ")");
    }
}
