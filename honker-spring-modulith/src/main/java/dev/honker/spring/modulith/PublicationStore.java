package dev.honker.spring.modulith;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.modulith.events.core.TargetEventPublication;
import org.springframework.modulith.events.support.CompletionMode;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** The publications in their tables, without what differs between the lines of Spring Modulith; thread-safe. */
final class PublicationStore {

    static final String COMPLETED = "COMPLETED";

    private static final String OLDEST_OF_EVENT = "(SELECT rowid FROM event_publication WHERE listener_id = ?"
            + " AND serialized_event = ? AND completion_date IS NULL ORDER BY publication_date, rowid LIMIT 1)";

    private final PublicationTable open;
    private final PublicationTable completed;
    private final Supplier<@Nullable PlatformTransactionManager> transactions;
    private final EventText events;
    private final CompletionMode mode;
    private final Duration lostAfter;

    /**
     * {@code transactions} is asked when a publication is archived; without one the two steps of that are apart. A publication that
     * was submitted again and not begun within {@code lostAfter} may be submitted once more.
     */
    PublicationStore(
            JdbcOperations jdbc,
            Supplier<@Nullable PlatformTransactionManager> transactions,
            EventText events,
            CompletionMode mode,
            Duration lostAfter) {
        this.open = new PublicationTable(jdbc, "event_publication");
        this.completed =
                mode == CompletionMode.ARCHIVE ? new PublicationTable(jdbc, "event_publication_archive") : open;
        this.transactions = transactions;
        this.events = events;
        this.mode = mode;
        this.lostAfter = lostAfter;
    }

    void add(TargetEventPublication publication) {
        long published = publication.getPublicationDate().toEpochMilli();
        Object event = publication.getEvent();
        open.insert(
                "INSERT INTO event_publication (" + PublicationTable.COLUMNS
                        + ") VALUES (?, ?, ?, ?, ?, NULL, 'PUBLISHED', 1, ?)",
                publication.getIdentifier().toString(),
                publication.getTargetIdentifier().getValue(),
                event.getClass().getName(),
                events.of(event),
                published,
                published);
    }

    /** Completes the publication of an identifier. */
    void complete(UUID id, Instant date) {
        complete("(SELECT rowid FROM event_publication WHERE id = ? AND completion_date IS NULL)", date, id.toString());
    }

    /** Completes the oldest publication of such an event to this listener, so that each of several equal ones counts. */
    void complete(Object event, String listener, Instant date) {
        complete(OLDEST_OF_EVENT, date, listener, events.of(event));
    }

    private void complete(String row, Instant date, Object... which) {
        switch (mode) {
            case DELETE -> open.update("DELETE FROM event_publication WHERE rowid = " + row, which);
            case ARCHIVE -> transaction().executeWithoutResult(status -> archive(row, date, which));
            case UPDATE ->
                open.update(
                        "UPDATE event_publication SET status = 'COMPLETED', completion_date = ? WHERE rowid = " + row,
                        with(date.toEpochMilli(), which));
        }
    }

    private void archive(String row, Instant date, Object... which) {
        completed.insert(
                "INSERT OR REPLACE INTO event_publication_archive (" + PublicationTable.COLUMNS
                        + ") SELECT id, listener_id, event_type, serialized_event, publication_date, ?, 'COMPLETED',"
                        + " completion_attempts, last_resubmission_date FROM event_publication WHERE rowid = " + row,
                with(date.toEpochMilli(), which));
        open.update("DELETE FROM event_publication WHERE rowid = " + row, which);
    }

    private TransactionOperations transaction() {
        PlatformTransactionManager manager = transactions.get();
        return manager == null ? TransactionOperations.withoutTransaction() : new TransactionTemplate(manager);
    }

    /** Gives an incomplete publication another status; false if it had it, or is complete. */
    boolean mark(UUID id, String status) {
        return open.update(
                        "UPDATE event_publication SET status = ? WHERE id = ? AND completion_date IS NULL AND status <> ?",
                        status,
                        id.toString(),
                        status)
                == 1;
    }

    /**
     * Counts one more attempt; false if it is complete, or if somebody else has done so and the listener has not begun, unless that is
     * so long ago that it never will.
     */
    boolean resubmit(UUID id, Instant date) {
        return open.update(
                        "UPDATE event_publication SET status = 'RESUBMITTED', completion_attempts ="
                                + " completion_attempts + 1, last_resubmission_date = ?"
                                + " WHERE id = ? AND completion_date IS NULL"
                                + " AND (status <> 'RESUBMITTED' OR coalesce(last_resubmission_date, 0) <= ?)",
                        date.toEpochMilli(),
                        id.toString(),
                        date.minus(lostAfter).toEpochMilli())
                == 1;
    }

    List<TargetEventPublication> incomplete() {
        return list(open, "completion_date IS NULL ORDER BY publication_date, rowid");
    }

    List<TargetEventPublication> incompleteBefore(Instant date) {
        return list(
                open,
                "completion_date IS NULL AND publication_date < ? ORDER BY publication_date, rowid",
                date.toEpochMilli());
    }

    List<TargetEventPublication> incompleteOf(Object event, String listener) {
        return list(open, "rowid = " + OLDEST_OF_EVENT, listener, events.of(event));
    }

    /** Those that failed; {@code limit} -1 means all. */
    List<TargetEventPublication> failed(@Nullable Instant before, long limit) {
        return list(
                open,
                "completion_date IS NULL AND status = 'FAILED' AND publication_date < ?"
                        + " ORDER BY publication_date, rowid LIMIT ?",
                before == null ? Long.MAX_VALUE : before.toEpochMilli(),
                limit);
    }

    List<TargetEventPublication> completed() {
        return list(completed, "completion_date IS NOT NULL ORDER BY publication_date, rowid");
    }

    List<TargetEventPublication> withStatus(String status) {
        return list(of(status), "status = ? ORDER BY publication_date, rowid", status);
    }

    int count(String status) {
        return of(status)
                .query(
                        "SELECT count(*) FROM " + of(status).name() + " WHERE status = ?",
                        (row, number) -> row.getInt(1),
                        status)
                .stream()
                .findFirst()
                .orElse(0);
    }

    void delete(List<UUID> ids) {
        String array = ids.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(",", "[", "]"));
        open.update("DELETE FROM event_publication WHERE id IN (SELECT value FROM json_each(?))", array);
    }

    void deleteCompletedBefore(Instant date) {
        completed.update("DELETE FROM " + completed.name() + " WHERE completion_date < ?", date.toEpochMilli());
    }

    private PublicationTable of(String status) {
        return status.equals(COMPLETED) ? completed : open;
    }

    private List<TargetEventPublication> list(PublicationTable table, String condition, Object... parameters) {
        String sql = "SELECT " + PublicationTable.COLUMNS + " FROM " + table.name() + " WHERE " + condition;
        return table.query(sql, (row, number) -> publication(row), parameters).stream()
                .filter(Objects::nonNull)
                .<TargetEventPublication>map(publication -> publication)
                .toList();
    }

    private @Nullable Publication publication(ResultSet row) throws SQLException {
        UUID id = UUID.fromString(row.getString("id"));
        Class<?> type = events.type(id, row.getString("event_type"));
        if (type == null) {
            return null;
        }
        String text = row.getString("serialized_event");
        return new Publication(
                id,
                row.getString("listener_id"),
                () -> events.event(text, type),
                Instant.ofEpochMilli(row.getLong("publication_date")),
                instant(row, "completion_date"),
                row.getString("status"),
                row.getInt("completion_attempts"),
                instant(row, "last_resubmission_date"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static Object[] with(Object first, Object... others) {
        Object[] all = new Object[others.length + 1];
        all[0] = first;
        System.arraycopy(others, 0, all, 1, others.length);
        return all;
    }
}
