package dev.honker.jooq;

import dev.honker.HonkerException;
import java.util.Optional;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteContext.BatchMode;
import org.jooq.ExecuteListener;
import org.jooq.conf.FetchTriggerValuesAfterReturning;

/**
 * Refuses those statements in which a honker function would silently not be called, or whose results would be lost, that jOOQ makes
 * of right ones or that look right, with a {@link HonkerException} that says what to write instead, before the statement runs:
 *
 * <ul>
 *   <li>a call inside a derived table, {@code exists}, {@code with} or any other query within a statement, as
 *       {@code fetchCount} and {@code fetchExists} make them: SQLite leaves out what it needs no result of;
 *   <li>queries with a call in {@code ctx.batch}: a batch gives back no ids, and fails half-way on connections that are not of
 *       honker's driver;
 *   <li>a call in {@code insert(…).returning(…)}, unless {@code Settings.fetchTriggerValuesAfterReturning} is {@code NEVER}: jOOQ inserts first and
 *       then selects the last row only, in autocommit mode in another transaction. Here the insert has run: roll it back.
 * </ul>
 *
 * <p>Functions that only read may stand anywhere. Install it by {@code configuration.setAppending(new HonkerGuard())}, in Spring Boot by a
 * bean {@code new DefaultExecuteListenerProvider(new HonkerGuard())}. It looks at the SQL text, plain SQL too; one without a name of honker's
 * costs one search. It can't see what a view calls, and doesn't judge conditions: SQLite makes no call in {@code where(true or …)} or for
 * {@code limit(0)}. Stateless and thread-safe.
 */
public final class HonkerGuard implements ExecuteListener {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 400;

    /** Makes a guard. */
    public HonkerGuard() {}

    @Override
    public void renderEnd(ExecuteContext context) {
        String sql = context.sql();
        if (sql == null || !HonkerCalls.isPossible(sql)) {
            return;
        }
        HonkerCalls calls = HonkerCalls.of(sql);
        if (context.batchMode() != BatchMode.NONE) {
            refuse(
                    calls.inQuery(),
                    sql,
                    "in a batch: its results, the ids, would be lost, and connections that are not of honker's driver run but"
                            + " the first entry. Use HonkerDSL.enqueueAll, notifyChannelAll or streamPublishAll, or"
                            + " Honker.of(ctx).queue(…).enqueueAll(…)");
        }
        refuse(
                context.settings().getFetchTriggerValuesAfterReturning() == FetchTriggerValuesAfterReturning.NEVER
                        ? Optional.empty() // why: then jOOQ emulates nothing, and the query is the user's own
                        : calls.inEmulatedReturning(),
                sql,
                "in RETURNING, which jOOQ emulates here by this query for the last row alone; the insert itself has run: roll"
                        + " it back. Set Settings.withFetchTriggerValuesAfterReturning(NEVER), and SQLite's own RETURNING"
                        + " calls it for each row");
        refuse(
                calls.inSubquery(),
                sql,
                "inside another query (fetchCount, fetchExists, a derived table, EXISTS or WITH): SQLite leaves out calls"
                        + " whose result it doesn't need, so nothing might happen. Select it at the top, as ctx.fetch or"
                        + " ctx.fetchValue does, and count the rows that come");
    }

    private static void refuse(Optional<String> function, String sql, String why) {
        if (function.isPresent()) {
            throw new HonkerException("refused: " + function.get() + " " + why + ". The statement: " + shortened(sql));
        }
    }

    private static String shortened(String sql) {
        return sql.length() <= LONGEST ? sql : sql.substring(0, LONGEST) + "…";
    }
}
