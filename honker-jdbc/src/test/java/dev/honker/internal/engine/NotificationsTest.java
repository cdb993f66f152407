package dev.honker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Reading notifications behind an id, and pruning them. */
class NotificationsTest extends EngineFixture {

    private static final long ALL = Long.MAX_VALUE;
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
            assertThat(Notifications.prune(session, 60L, null, ALL)).isEqualTo(2);
            assertThat(texts(IDS)).containsExactly("2");
        });
    }

    @Test
    void rankCountsOverAllChannelsAndGaps() throws SQLException {
        for (int i = 0; i < 8; i++) {
            notified(i % 2 == 0 ? "c" : "d", "1");
        }
        execute("DELETE FROM _honker_notifications WHERE id IN (4, 6, 7)");
        assertThat(Notifications.prune(session, null, 9L, ALL)).isZero();
        assertThat(Notifications.prune(session, null, 5L, ALL)).isZero();
        assertThat(Notifications.prune(session, null, 3L, ALL)).isEqualTo(2);
        assertThat(texts(IDS)).containsExactly("3,5,8");
        assertThat(Notifications.prune(session, null, 0L, ALL)).isEqualTo(3);
        assertThat(Notifications.prune(session, null, 0L, ALL)).isZero();
        assertThat(Notifications.prune(session, null, Long.MAX_VALUE, ALL)).isZero();
    }

    @Test
    void eitherConditionSuffices() throws SQLException {
        withinOneSecond(() -> {
            notified("c", "unixepoch()");
            notified("c", "1");
            notified("c", "unixepoch()");
            notified("c", "1");
            notified("c", "unixepoch()");
            assertThat(Notifications.prune(session, 60L, 3L, ALL)).isEqualTo(3);
            assertThat(texts(IDS)).containsExactly("3,5");
        });
    }

    @Test
    void withoutAConditionNothingRuns() throws SQLException {
        execute("DROP TABLE _honker_notifications");
        assertThat(Notifications.prune(session, null, null, ALL)).isZero();
        assertThat(Notifications.pruneChannel(session, "c", null, null, ALL)).isZero();
    }

    @Test
    void negativeNumbersAreRefused() {
        assertThatThrownBy(() -> Notifications.prune(session, null, -1L, ALL))
                .isInstanceOf(SQLException.class)
                .hasMessage("max_keep must not be negative");
        assertThatThrownBy(() -> Notifications.pruneChannel(session, "c", null, -1L, ALL))
                .hasMessage("max_keep must not be negative");
        assertThatThrownBy(() -> Notifications.prune(session, -1L, null, ALL)).hasMessageContaining("older_than_s");
        assertThatThrownBy(() -> Notifications.prune(session, 1L, null, -1)).hasMessageContaining("limit");
    }

    @Test
    void limitHoldsOverBothConditions() throws SQLException {
        for (int i = 0; i < 6; i++) {
            notified("c", "1");
        }
        assertThat(Notifications.prune(session, 60L, 4L, 1)).isOne();
        assertThat(Notifications.prune(session, 60L, 4L, 3)).isEqualTo(3);
        assertThat(texts(IDS)).containsExactly("5,6");
        assertThat(Notifications.prune(session, 60L, null, 0)).isZero();
    }

    @Test
    void channelIsPrunedByItsOwnRankAndAge() throws SQLException {
        withinOneSecond(() -> {
            for (int i = 0; i < 6; i++) {
                notified(i % 2 == 0 ? "c" : "d", "unixepoch()");
            }
            assertThat(Notifications.pruneChannel(session, "c", null, 3L, ALL)).isZero();
            assertThat(Notifications.pruneChannel(session, "c", null, 1L, ALL)).isEqualTo(2);
            assertThat(texts(IDS)).containsExactly("2,4,5,6");
            execute("UPDATE _honker_notifications SET created_at = 1");
            assertThat(Notifications.pruneChannel(session, "d", 60L, 2L, 2)).isEqualTo(2);
            assertThat(texts(IDS)).containsExactly("5,6");
            assertThat(Notifications.pruneChannel(session, "c", null, 0L, ALL)).isOne();
        });
        assertThat(plan(Notifications.PRUNE_CHANNEL_RANK))
                .contains("_honker_notifications_recent (channel=? AND id<?)");
        assertThat(plan(Notifications.PRUNE_CHANNEL_AGE)).contains("_honker_notifications_recent (channel=?)");
        assertThat(plan(Notifications.PRUNE_RANK)).contains("INTEGER PRIMARY KEY (rowid<?)");
    }

    private void notified(String channel, String createdAt) throws SQLException {
        execute("INSERT INTO _honker_notifications(channel, payload, created_at) VALUES ('" + channel + "', 'p', "
                + createdAt + ")");
    }
}
