package dev.honker.jooq;

import static dev.honker.jooq.HonkerDSL.enqueue;
import static dev.honker.jooq.HonkerDSL.getJob;
import static dev.honker.jooq.Store.ID;
import static dev.honker.jooq.Store.ITEM;
import static dev.honker.jooq.Store.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import dev.honker.HonkerException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.conf.FetchTriggerValuesAfterReturning;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class HonkerGuardTest {

    private static final Select<Record1<Long>> CALL = select(HonkerDSL.notifyChannel("c", "{}"));

    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void open() {
        store = new Store(folder);
    }

    private record Case(String name, Consumer<DSLContext> run) {}

    private static final List<Case> LOST = List.of(
            new Case("fetchCount", ctx -> ctx.fetchCount(CALL)),
            new Case("fetchExists", ctx -> ctx.fetchExists(CALL)),
            new Case(
                    "a derived table",
                    ctx -> ctx.select(count()).from(CALL.asTable("t")).fetch()),
            new Case("exists", ctx -> ctx.fetch("select 1 where exists (select notify('c', '{}'))")),
            new Case("with", ctx -> ctx.with("t").as(CALL).selectOne().fetch()),
            new Case(
                    "values",
                    ctx -> ctx.fetch("select count(*) from (values (1, notify('c', '{}')), (2, notify('c', '{}')))")),
            new Case(
                    "with inside",
                    ctx -> ctx.fetch("select count(*) from (with t as (select 1) select notify('c', '{}') from t)")),
            new Case("brackets", ctx -> ctx.fetch("select count(*) from (select [notify]('c', '{}'))")),
            new Case("plain SQL", ctx -> ctx.fetch("select count(*) from (select /* ( */ \"NOTIFY\" ('c', '{}'))")));

    @TestFactory
    Stream<DynamicTest> withoutTheGuardNothingHappensWithItThereIsAnError() {
        return LOST.stream()
                .map(lost -> DynamicTest.dynamicTest(lost.name(), () -> {
                    assertThatCode(() -> lost.run().accept(store.ctx())).doesNotThrowAnyException();
                    assertThat(store.count("_honker_notifications")).isZero();
                    assertThatThrownBy(() -> lost.run().accept(store.guarded()))
                            .isInstanceOf(HonkerException.class)
                            .hasMessageStartingWith("refused: notify inside another query")
                            .hasMessageContaining("Select it at the top");
                }));
    }

    @Test
    void batchesOfCallsAreRefusedBeforeTheFirst() {
        DSLContext ctx = store.guarded();
        assertThatThrownBy(() -> ctx.batch(CALL, CALL).execute())
                .isInstanceOf(HonkerException.class)
                .hasMessageStartingWith("refused: notify in a batch")
                .hasMessageContaining("HonkerDSL.enqueueAll");
        assertThatThrownBy(() -> ctx.batch(ctx.selectFrom("x"), CALL).execute()).isInstanceOf(HonkerException.class);
        assertThatThrownBy(() -> ctx.batch("select honker_enqueue('q', ?, null, null, 0, 3, null)")
                        .bind("1")
                        .bind("2")
                        .execute())
                .isInstanceOf(HonkerException.class);
        assertThat(store.count("_honker_notifications") + store.count("_honker_live"))
                .isZero();
    }

    @Test
    void aCallInAnEmulatedReturningIsRefused() {
        DSLContext ctx = store.guarded();
        assertThatThrownBy(() -> ctx.transaction(tx -> tx.dsl()
                        .insertInto(ORDERS, ITEM)
                        .values("a")
                        .values("b")
                        .returningResult(ID, enqueue("q", "{}"))
                        .fetch()))
                .isInstanceOf(HonkerException.class)
                .hasMessageStartingWith("refused: honker_enqueue in RETURNING")
                .hasMessageContaining("withFetchTriggerValuesAfterReturning(NEVER)");
        assertThat(store.count("orders") + store.count("_honker_live")).isZero();
    }

    @Test
    void batchesOfOtherStatementsRun() {
        DSLContext ctx = store.guarded();
        assertThat(ctx.batch(
                                ctx.insertInto(ORDERS, ITEM).values("select notify('c', '{}')"),
                                ctx.insertInto(ORDERS, ITEM)
                                        .values(HonkerDSL.notifyChannel("c", "{}")
                                                .cast(String.class)))
                        .execute())
                .hasSize(2);
        assertThat(store.count("_honker_notifications")).isEqualTo(1);
        assertThat(store.count("orders")).isEqualTo(2);
    }

    @Test
    void callsAtTheTopRun() {
        DSLContext ctx = store.guarded();
        ctx.insertInto(ORDERS, ITEM).values("a").values("b").execute();
        assertThat(ctx.fetch(CALL.unionAll(select(enqueue("q", "{}"))))).hasSize(2);
        assertThat(ctx.select(HonkerDSL.notifyChannel("c", "{}"))
                        .from(ORDERS)
                        .where(ID.in(select(ID).from(ORDERS)))
                        .fetch())
                .hasSize(2);
        assertThat(ctx.select(count(HonkerDSL.notifyChannel("c", "{}")))
                        .from(ORDERS)
                        .fetchOne(0))
                .isEqualTo(2);
        assertThat(ctx.fetchCount(ctx.select(getJob(1)))).isEqualTo(1);
        assertThat(store.count("_honker_notifications")).isEqualTo(5);
    }

    @Test
    void aCallBehindASubqueryIsAtTheTop() {
        DSLContext ctx = store.guarded();
        ctx.insertInto(ORDERS, ITEM).values("a").execute();
        assertThat(ctx.select(field(select(val(1))), HonkerDSL.notifyChannel("c", "{}"))
                        .fetch())
                .hasSize(1);
        assertThat(ctx.fetch("select item from (select item from orders) as t where notify('c', item) > 0"))
                .hasSize(1);
        assertThat(store.count("_honker_notifications")).isEqualTo(2);
    }

    @Test
    void whereJooqEmulatesNothingAConditionOnTheLastInsertIsTheUsersOwn() {
        DSLContext ctx = store.guarded();
        ctx.settings().setFetchTriggerValuesAfterReturning(FetchTriggerValuesAfterReturning.NEVER);
        ctx.transaction(tx -> {
            tx.dsl().insertInto(ORDERS, ITEM).values("a").execute();
            tx.dsl().fetch("select notify('c', item) from orders where id = last_insert_rowid()");
        });
        assertThat(store.count("_honker_notifications", "payload = 'a'")).isEqualTo(1);
    }

    @Test
    void aLongStatementIsShortenedInTheRefusal() {
        assertThatThrownBy(() ->
                        store.guarded().fetch("select count(*) from (select notify('c', '" + "x".repeat(1000) + "'))"))
                .hasMessageEndingWith("xxx…")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1000));
    }

    @Test
    void tablesAndTextsThatAreNamedAsAFunctionAreNone() {
        DSLContext ctx = store.guarded();
        ctx.execute("create table notify (a text)");
        ctx.execute("create table if not exists notify (a text)");
        ctx.batch("insert into notify (a) values ('select notify(1)')", "insert into \"notify\" (a) values ('x')")
                .execute();
        assertThat(ctx.fetchCount(table(name("notify")))).isEqualTo(2);
        assertThat(ctx.fetchCount(ctx.select(field(name("a"))).from("(select a from notify) where a <> 'notify('")))
                .isEqualTo(2);
        assertThat(ctx.fetch("select count(*) from (select a from notify) -- (select notify(\n"))
                .hasSize(1);
        ctx.execute("create view honker_ack (b) as select (select a from notify)");
        ctx.execute("create table refers (a text references notify (a), b text default (''))");
        ctx.execute("insert into main.notify (a) select a from (select 'y' as a)");
        ctx.execute("drop table refers");
        assertThat(ctx.fetchValue(select(val("it's (select notify(")))).startsWith("it's");
    }
}
