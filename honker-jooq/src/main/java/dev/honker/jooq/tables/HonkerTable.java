package dev.honker.jooq.tables;

import java.time.Instant;
import org.jooq.Converter;
import org.jooq.DataType;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Schema;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;

/**
 * A table of honker, for queries; immutable. Rows are written by honker's functions and API alone, which also wake whoever waits
 * for them.
 *
 * @param <T> the table's own type
 */
public abstract sealed class HonkerTable<T extends HonkerTable<T>> extends TableImpl<Record>
        permits JobsTable,
                DeadLettersTable,
                NotificationsTable,
                StreamEventsTable,
                StreamConsumersTable,
                ResultsTable,
                SchedulesTable,
                LocksTable,
                RateLimitsTable,
                PausedQueuesTable,
                UniqueJobsTable,
                ScheduleFiresTable,
                ScheduleMissedTable {

    private static final long serialVersionUID = 1L;

    /** Times as the tables have them: whole seconds since 1970. */
    static final DataType<Instant> SECONDS = SQLDataType.BIGINT.asConvertedDataType(
            Converter.ofNullable(Long.class, Instant.class, Instant::ofEpochSecond, Instant::getEpochSecond));

    /** why: a TEMP table of the same name would shadow one without a schema. */
    private static final Schema MAIN = DSL.schema(DSL.name("main"));

    HonkerTable(String name) {
        super(DSL.name(name), MAIN);
    }

    HonkerTable(Name alias, Table<Record> aliased) {
        super(alias, MAIN, aliased);
    }

    /** The table under another name. */
    @Override
    public abstract T as(Name alias);

    /** The table under another name. */
    @Override
    public final T as(String alias) {
        return as(DSL.name(alias));
    }

    final <V> TableField<Record, V> column(String name, DataType<V> type) {
        return createField(DSL.name(name), type, this);
    }
}
