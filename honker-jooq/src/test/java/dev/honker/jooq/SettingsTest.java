package dev.honker.jooq;

import static dev.honker.jooq.HonkerDSL.enqueue;
import static dev.honker.jooq.HonkerTables.JOBS;
import static dev.honker.jooq.Store.ID;
import static dev.honker.jooq.Store.ITEM;
import static dev.honker.jooq.Store.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.conf.FetchTriggerValuesAfterReturning;
import org.jooq.conf.ParseUnknownFunctions;
import org.jooq.conf.RenderNameCase;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.conf.StatementType;
import org.jooq.impl.DSL;
import org.jooq.impl.ParserException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> fieldsTablesBatchesAndGuardWorkWith() {
        return Stream.of(
                        new Settings(),
                        new Settings().withRenderNameCase(RenderNameCase.UPPER),
                        new Settings().withRenderNameCase(RenderNameCase.LOWER_IF_UNQUOTED),
                        new Settings().withRenderQuotedNames(RenderQuotedNames.ALWAYS),
                        new Settings().withRenderQuotedNames(RenderQuotedNames.NEVER),
                        new Settings().withRenderSchema(false),
                        new Settings().withRenderFormatted(true),
                        new Settings().withStatementType(StatementType.STATIC_STATEMENT),
                        new Settings()
                                .withRenderNameCase(RenderNameCase.UPPER)
                                .withRenderQuotedNames(RenderQuotedNames.ALWAYS)
                                .withStatementType(StatementType.STATIC_STATEMENT))
                .map(settings -> DynamicTest.dynamicTest(settings.toString(), () -> check(settings)));
    }

    private void check(Settings settings) {
        String queue = "q" + settings.hashCode();
        Store store = new Store(folder, "s" + settings.hashCode());
        DSLContext ctx = DSL.using(store.guarded().configuration().derive(settings));
        assertThat(ctx.fetchCount(JOBS)).as("in a file without honker's tables").isZero();
        ctx.transaction(tx -> {
            tx.dsl().fetch(HonkerDSL.enqueueAll(queue, List.of("1", "2")));
            tx.dsl().select(enqueue(queue, "it's")).fetch();
        });
        assertThat(ctx.select(JOBS.PAYLOAD)
                        .from(JOBS)
                        .where(JOBS.QUEUE.eq(queue))
                        .orderBy(JOBS.ID)
                        .fetch(0, String.class))
                .containsExactly("1", "2", "it's");
        assertThatThrownBy(() -> ctx.fetchCount(DSL.select(enqueue(queue, "{}"))))
                .hasMessageStartingWith("refused");
    }

    @Test
    void jooqsParserNeedsToBeToldToLeaveUnknownFunctionsAlone() throws SQLException {
        DSLContext ctx = new Store(folder).ctx();
        String sql = "select notify('c', '{}')";
        assertThatThrownBy(() -> ctx.parser().parseQuery(sql)).isInstanceOf(ParserException.class);
        ctx.settings().setParseUnknownFunctions(ParseUnknownFunctions.IGNORE);
        ctx.execute(ctx.parser().parseQuery(sql));
        assertThat(ctx.fetchCount(HonkerTables.NOTIFICATIONS)).isEqualTo(1);
        try (Connection parsing = ctx.parsingConnection();
                Statement statement = parsing.createStatement()) {
            statement.execute(sql);
        }
        assertThat(ctx.fetchCount(HonkerTables.NOTIFICATIONS)).isEqualTo(2);
    }

    @Test
    void theEmulatedReturningGivesOneRowOrAWrongOneAndSqlitesOwnTheRightOnes() {
        new Store(folder).ctx().transaction(tx -> {
            DSLContext ctx = tx.dsl();
            assertThat(inserted(ctx, "a", "b")).containsExactly(2);
            assertThat(inserted(ctx, "b")).as("nothing is inserted").containsExactly(2);
            ctx.settings().setFetchTriggerValuesAfterReturning(FetchTriggerValuesAfterReturning.NEVER);
            assertThat(inserted(ctx, "c", "d")).hasSize(2).doesNotContain(2);
            assertThat(inserted(ctx, "d")).isEmpty();
        });
    }

    private static List<Integer> inserted(DSLContext ctx, String... items) {
        return ctx.insertInto(ORDERS, ITEM)
                .valuesOfRows(Stream.of(items).map(DSL::row).toList())
                .onConflictDoNothing()
                .returningResult(ID)
                .fetch(ID);
    }
}
