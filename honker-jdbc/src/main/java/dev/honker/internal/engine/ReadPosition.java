package dev.honker.internal.engine;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a reader of {@link NumberedRows} has come in them; immutable.
 *
 * <p>{@code restore from} puts a backup in place of the file's content while it is open. The numbers that were given since the backup are
 * then given again, to other rows, and a reader that goes by numbers alone would wait behind the end or skip rows. So a position
 * remembers what the row of its number was. The table went back if it has given fewer numbers than were read, or if another row has the
 * number now. A row that is merely gone was pruned. The new rows after a restore are found by their time: they are not older than the last
 * look at which everything was in order.
 *
 * @param name the topic or channel
 * @param last the number of the last row that was read
 * @param row what that row was; null if there was none
 * @param reached whether the table is known to have given that number; not so for one that an application chose, or that was saved before
 *     a restore
 * @param lookedAt when that was seen, in seconds since 1970 UTC; negative if it was not looked at yet
 */
public record ReadPosition(
        NumberedRows rows, String name, long last, @Nullable String row, boolean reached, long lookedAt) {

    private static final long NEVER = -1;

    /** Returns the position behind a number, before the table is looked at. */
    public static ReadPosition after(NumberedRows rows, String name, long last) {
        return new ReadPosition(rows, name, last, null, false, NEVER);
    }

    /**
     * Moves on. To be called after the rows behind this position were read: then what was read is what the table has.
     *
     * @param next the number of the last row that was read, or {@link #last} again
     * @return the new position; null if the table went back, so that what was read doesn't count
     */
    public @Nullable ReadPosition movedTo(Session session, long next) throws SQLException {
        List<State> states = session.query(
                rows.state(),
                result -> new State(result.text(1), result.text(2), result.integer(3), result.integer(4)),
                last,
                next);
        State now = states.isEmpty() ? State.NO_TABLE : states.get(0);
        boolean wentBack = reached && (now.given < last || last > 0 && now.row != null && !now.row.equals(row));
        return wentBack
                ? null
                : new ReadPosition(rows, name, next, now.nextRow, next > last || now.given >= next, now.time);
    }

    /** Where to go on in a table that went back: before the rows that were written since, which may include some of the backup. */
    public long restart(Session session) throws SQLException {
        Long restart = session.queryLong(rows.restart(), name, lookedAt == NEVER ? Long.MAX_VALUE : lookedAt);
        return restart == null ? 0 : restart;
    }

    private record State(@Nullable String row, @Nullable String nextRow, long given, long time) {

        private static final State NO_TABLE = new State(null, null, 0, 0);
    }
}
