package dev.honker.jooq;

import java.util.Arrays;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * Records with the values that the database has, where a converter (a forced type) makes others of them; stateless. why: a
 * converter tells how its own type is written to the database, not how its text in JSON is read.
 */
final class DatabaseValues {

    private DatabaseValues() {}

    static Record of(Record row) {
        if (Arrays.stream(row.fields()).noneMatch(DatabaseValues::isConverted)) {
            return row;
        }
        Record raw = DSL.using(SQLDialect.SQLITE).newRecord(raw(row.fields()));
        copy(row, raw);
        return raw;
    }

    static Result<?> of(Result<?> rows) {
        if (Arrays.stream(rows.fields()).noneMatch(DatabaseValues::isConverted)) {
            return rows;
        }
        Field<?>[] fields = raw(rows.fields());
        Result<Record> raws = DSL.using(SQLDialect.SQLITE).newResult(fields);
        for (Record row : rows) {
            Record raw = DSL.using(SQLDialect.SQLITE).newRecord(fields);
            copy(row, raw);
            raws.add(raw);
        }
        return raws;
    }

    private static boolean isConverted(Field<?> field) {
        return field.getConverter().fromType() != field.getConverter().toType();
    }

    private static Field<?>[] raw(Field<?>[] fields) {
        return Arrays.stream(fields)
                .map(field -> isConverted(field)
                        ? DSL.field(
                                field.getUnqualifiedName(), field.getConverter().fromType())
                        : field)
                .toArray(Field<?>[]::new);
    }

    private static void copy(Record row, Record raw) {
        for (int i = 0; i < row.size(); i++) {
            copy(row, row.field(i), raw, raw.field(i), i);
        }
    }

    private static <T> void copy(Record row, Field<?> from, Record raw, Field<T> to, int i) {
        raw.set(to, to.getType().cast(isConverted(from) ? databaseValue(row, from, i) : row.get(i)));
    }

    private static <U> Object databaseValue(Record row, Field<U> field, int i) {
        return field.getConverter().to(field.getType().cast(row.get(i)));
    }
}
