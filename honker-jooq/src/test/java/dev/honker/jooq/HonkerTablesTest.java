package dev.honker.jooq;

import static dev.honker.jooq.HonkerTables.DEAD_LETTERS;
import static dev.honker.jooq.HonkerTables.JOBS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.jooq.tables.HonkerTable;
import dev.honker.jooq.tables.JobsTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HonkerTablesTest {

    @TempDir
    Path folder;

    @Test
    void theTablesAndColumnsAreThoseOfAFile() {
        DSLContext ctx = new Store(folder).ctx();
        ctx.fetchValue(HonkerDSL.bootstrap());
        assertThat(HonkerTables.all())
                .extracting(HonkerTable::getName)
                .containsExactlyInAnyOrderElementsOf(ctx.fetch(
                                "select name from sqlite_master where type = 'table' and name like '@_honker@_%' escape '@'")
                        .getValues(0, String.class));
        for (HonkerTable<?> table : HonkerTables.all()) {
            assertThat(Arrays.stream(table.fields()).map(HonkerTablesTest::describe))
                    .as(table.getName())
                    .isEqualTo(ctx.fetch("select * from pragma_table_info(?)", table.getName())
                            .map(column -> column.get("name") + " " + column.get("type") + " "
                                    + (column.get("notnull", boolean.class) || column.get("pk", int.class) > 0)));
        }
    }

    private static String describe(Field<?> field) {
        boolean number = Number.class.isAssignableFrom(field.getType())
                || field.getType() == Instant.class
                || field.getType() == Boolean.class;
        return field.getName()
                + (number ? " INTEGER " : " TEXT ")
                + !field.getDataType().nullable();
    }

    @Test
    void aQueryOfAFreshFileFindsNothingInsteadOfFailing() {
        DSLContext ctx = new Store(folder).ctx();
        for (HonkerTable<?> table : HonkerTables.all()) {
            assertThat(ctx.selectFrom(table).fetch()).isEmpty();
        }
    }

    @Test
    void columnsHaveTheirTypesAndAliasesKeepThem() {
        DSLContext ctx = new Store(folder).ctx();
        ctx.fetchValue(HonkerDSL.enqueue("q", "{\"order\":5}"));
        JobsTable job = JOBS.as("job");
        var row = ctx.select(job.RUN_AT, job.PAYLOAD, job.WORKER_ID, DEAD_LETTERS.ID)
                .from(job)
                .leftJoin(DEAD_LETTERS)
                .on(DEAD_LETTERS.ID.eq(job.ID))
                .where(job.RUN_AT.le(Instant.now()), job.STATE.eq("pending"))
                .fetchSingle();
        assertThat(row.value1()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(row.value2().data()).isEqualTo("{\"order\":5}");
        assertThat(row.value3()).isNull();
        assertThat(List.of(ctx.deleteFrom(JOBS).where(JOBS.ID.eq(1L)).execute()))
                .containsExactly(1);
    }

    @Test
    void aTemporaryTableOfTheSameNameDoesNotHideTheRealOne() {
        DSLContext ctx = new Store(folder).ctx();
        ctx.connection(connection -> {
            DSLContext one = org.jooq.impl.DSL.using(connection, org.jooq.SQLDialect.SQLITE);
            one.execute("create temp table _honker_live (id integer)");
            one.fetchValue(HonkerDSL.enqueue("q", "{}"));
            assertThat(one.fetchCount(JOBS)).isEqualTo(1);
        });
    }
}
