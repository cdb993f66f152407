package dev.honker.jooq;

import static dev.honker.jooq.HonkerDSL.*;
import static dev.honker.jooq.Store.ID;
import static dev.honker.jooq.Store.ITEM;
import static dev.honker.jooq.Store.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.jsonObject;
import static org.jooq.impl.DSL.key;
import static org.jooq.impl.DSL.val;

import dev.honker.EnqueueOptions;
import dev.honker.HonkerInvalidOptionException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.JSONB;
import org.jooq.conf.FetchTriggerValuesAfterReturning;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HonkerDSLTest {

    @TempDir
    Path folder;

    private Store store;
    private DSLContext ctx;

    @BeforeEach
    void open() {
        store = new Store(folder);
        ctx = store.guarded();
    }

    @Test
    void rolledBackCallsLeaveNothingAndCommittedOnesEverything() {
        assertThatThrownBy(() -> ctx.transaction(configuration -> {
                    callAll(configuration.dsl());
                    throw new IllegalStateException("declined");
                }))
                .hasMessage("declined");
        assertThat(store.count("_honker_live") + store.count("_honker_notifications") + store.count("_honker_stream"))
                .isZero();

        ctx.transaction(configuration -> callAll(configuration.dsl()));
        assertThat(store.count("_honker_live", "queue = 'receipts' and payload = '{\"order\":1}' and max_attempts = 3"))
                .isEqualTo(1);
        assertThat(store.count("_honker_notifications", "channel = 'orders'")).isEqualTo(1);
        assertThat(store.count("_honker_stream", "key is null")).isEqualTo(1);
    }

    private static void callAll(DSLContext tx) {
        assertThat(tx.fetchValue(enqueue("receipts", "{\"order\":1}"))).isEqualTo(1L);
        assertThat(tx.fetchValue(HonkerDSL.notifyChannel("orders", "{\"order\":1}")))
                .isEqualTo(1L);
        assertThat(tx.fetchValue(streamPublish("orders", "{\"order\":1}"))).isEqualTo(1L);
    }

    @Test
    void aJobIsClaimedKeptRetriedFailedAndAcknowledged() {
        long id = value(enqueue("q", "{}"));
        assertThat(value(claimBatch("q", "w", 10, 60)).data()).contains("\"id\":" + id, "\"worker_id\":\"w\"");
        assertThat(value(heartbeat(id, "w", 60))).isTrue();
        assertThat(value(heartbeat(id, "other", 60))).isFalse();
        assertThat(value(getJob(id)).data()).contains("\"processing\"");
        assertThat(value(retry(id, "w", 0, "not now"))).isTrue();
        assertThat(value(queueNextClaimAt("q"))).isZero();
        value(claimBatch("q", "w", 1, 60));
        assertThat(value(fail(id, "w", "no"))).isTrue();
        assertThat(value(getJob(id))).isNull();
        long second = value(enqueue("q", "{}"));
        long third = value(enqueue("q", "{}"));
        long fourth = value(enqueue("q", "{}"));
        value(claimBatch("q", "w", 3, 60));
        assertThat(value(ack(second, "w"))).isTrue();
        assertThat(value(ackBatch(List.of(second, third), "w"))).isEqualTo(1);
        assertThat(value(cancel(fourth))).isTrue();
        assertThat(value(sweepExpired("q"))).isZero();
    }

    @Test
    void optionsOfAnEnqueueReachTheRow() {
        EnqueueOptions options = EnqueueOptions.builder()
                .priority(7)
                .maxAttempts(9)
                .delay(Duration.ofMillis(59_001))
                .expires(Duration.ofHours(1))
                .build();
        value(enqueue("q", "{}", options));
        assertThat(
                        store.count(
                                "_honker_live",
                                "priority = 7 and max_attempts = 9 and run_at = created_at + 60 and expires_at = created_at + 3600"))
                .isEqualTo(1);
    }

    @Test
    void streamsResultsLocksLimitsAndSchedulesAnswerInTheirTypes() {
        long offset = value(streamPublish("orders", "k", "{\"a\":1}"));
        assertThat(value(streamReadSince("orders", 0, 10)).data()).contains("\"key\":\"k\"");
        assertThat(value(streamSaveOffset("c", "orders", offset))).isTrue();
        assertThat(value(streamSaveOffset("c", "orders", offset))).isFalse();
        assertThat(value(streamGetOffset("c", "orders"))).isEqualTo(offset);
        assertThat(value(resultSave(5, "3", 0))).isTrue();
        assertThat(value(resultGet(5))).isEqualTo("3");
        assertThat(value(resultGet(6))).isNull();
        assertThat(value(resultSweep())).isZero();
        assertThat(value(lockAcquire("l", "me", 60))).isTrue();
        assertThat(value(lockAcquire("l", "you", 60))).isFalse();
        assertThat(value(lockRenew("l", "me", 60))).isTrue();
        assertThat(value(lockRelease("l", "me"))).isTrue();
        assertThat(value(rateLimitTry("r", 1, 3600))).isTrue();
        assertThat(value(rateLimitTry("r", 1, 3600))).isFalse();
        assertThat(value(rateLimitSweep(0))).isBetween(0, 1);
        assertThat(value(bootstrap())).isTrue();
        assertThat(value(schedulerRegister("s", "q", "@every 1h", "{}", 0, null)))
                .isTrue();
        assertThat(value(schedulerRegister("t", "q", "0 3 * * *", "{}", 0, 60L, 5)))
                .isTrue();
        assertThat(value(schedulerList()).data()).contains("\"s\"", "\"t\"");
        assertThat(value(schedulerSoonest())).isPositive();
        assertThat(value(schedulerPause("s"))).isTrue();
        assertThat(value(schedulerResume("s"))).isTrue();
        assertThat(value(schedulerUpdate("s", null, "{\"a\":1}", null, null, false)))
                .isTrue();
        assertThat(value(schedulerUpdate("s", "@every 2h", null, 1, null, true, 4, true)))
                .isTrue();
        assertThat(value(schedulerTick(0)).data()).isEqualTo("[]");
        assertThat(value(schedulerUnregister("s"))).isTrue();
        assertThat(value(cronNextAfter("0 0 * * *", 0))).isPositive();
    }

    @Test
    void aCommitIsAwaitedInSql() {
        String path = store.file().toString();
        long handle = value(updateWatcherOpen(path, null));
        assertThat(value(updateWatcherWait(handle, 0))).isZero();
        store.ctx().fetchValue(HonkerDSL.notifyChannel("c", "{}"));
        assertThat(value(updateWatcherWait(handle, 30_000))).isEqualTo(1);
        assertThat(value(updateWatcherClose(handle))).isTrue();
        assertThat(value(updateWatcherClose(value(updateWatcherOpen(path, null, 5)))))
                .isTrue();
    }

    private <T> T value(Field<T> field) {
        // why one connection: a handle of a watcher is the connection's
        return ctx.fetchValue(field);
    }

    @Test
    void aCallForEachRowTakesItsPayloadFromTheRow() {
        ctx.insertInto(ORDERS, ITEM).values("a").values("b \"quoted\"").execute();
        List<Long> ids = ctx.transactionResult(tx -> tx.dsl()
                .select(enqueue(
                        "receipts", jsonObject(key("id").value(ID), key("item").value(ITEM))))
                .from(ORDERS)
                .orderBy(ID)
                .fetch(0, Long.class));
        assertThat(ids).containsExactly(1L, 2L);
        assertThat(store.count(
                        "_honker_live",
                        "payload -> 'id' = orders_id(payload)".replace("orders_id(payload)", "'2'")
                                + " and payload ->> 'item' = 'b \"quoted\"' and typeof(payload) = 'text'"))
                .isEqualTo(1);
    }

    @Test
    void anInsertEnqueuesForTheRowsThatItReturns() {
        ctx.settings().setFetchTriggerValuesAfterReturning(FetchTriggerValuesAfterReturning.NEVER);
        var inserted = ctx.insertInto(ORDERS, ITEM)
                .values("a")
                .values("b")
                .returningResult(ID, enqueue("receipts", jsonObject(key("id").value(ID))))
                .fetch();
        assertThat(inserted.map(row -> row.value1() + ":" + row.value2())).containsExactly("1:1", "2:2");
        assertThat(store.count("_honker_live", "payload in ('{\"id\":1}', '{\"id\":2}')"))
                .isEqualTo(2);
    }

    @Test
    void aCallWorksInInsertedAndUpdatedValues() {
        ctx.insertInto(ORDERS, ITEM)
                .values(enqueue("q", "{}").cast(String.class))
                .execute();
        ctx.update(ORDERS)
                .set(ITEM, HonkerDSL.notifyChannel("c", "{}").cast(String.class))
                .execute();
        assertThat(store.count("_honker_live") + store.count("_honker_notifications"))
                .isEqualTo(2);
        assertThat(ctx.fetchValue(ctx.select(ITEM).from(ORDERS))).isEqualTo("1");
    }

    @Test
    void aPayloadThatIsNoTextIsRefusedBeforeAnythingIsDone() {
        assertThatThrownBy(() -> enqueue("q", ID))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("\"orders\".\"id\" is Integer")
                .hasMessageContaining("DSL.jsonObject");
        assertThatThrownBy(() -> HonkerDSL.notifyChannel("c", val(JSONB.jsonb("{}"))))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("JSONB");
    }

    @Test
    void jsonOfJooqIsStoredAsItStands() {
        value(enqueue("q", val(JSON.json("{ \"a\" : 1 }"))));
        value(enqueue("q", inline(JSON.json("{ \"a\" : 1 }"))));
        assertThat(store.count("_honker_live", "payload = '{ \"a\" : 1 }'")).isEqualTo(2);
    }

    @Test
    void anErrorKeepsTheDriversExceptionAsItsCause() {
        assertThatThrownBy(() -> value(schedulerRegister("s", "q", "nonsense", "{}", 0, null)))
                .isInstanceOf(DataAccessException.class)
                .satisfies(e -> assertThat(((DataAccessException) e)
                                .getCause(SQLException.class)
                                .getSQLState())
                        .isEqualTo("22023"))
                .satisfies(e -> assertThat(((DataAccessException) e).sqlState()).isEqualTo("22023"));
    }
}
