package dev.honker.jooq;

import static dev.honker.jooq.HonkerDSL.notifyChannel;
import static dev.honker.jooq.HonkerDSL.payload;
import static dev.honker.jooq.Store.ITEM;
import static dev.honker.jooq.Store.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.jsonObject;
import static org.jooq.impl.DSL.key;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import dev.honker.HonkerException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.JSON;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.EnumConverter;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where jOOQ and SQLite could lose something, and what must not be taken for such a place. */
class PitfallsTest {

    enum Status {
        OPEN,
        PAID
    }

    private static final class Things extends TableImpl<Record> {
        private static final long serialVersionUID = 1L;

        private <T> Things(String column, DataType<T> type) {
            super(name("things"));
            createField(name(column), type);
        }

        @SuppressWarnings("unchecked")
        <T> TableField<Record, T> only() {
            return (TableField<Record, T>) field(0);
        }
    }

    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void open() {
        store = new Store(folder);
    }

    private <T> Object roundTrip(DataType<T> type, T value) throws Exception {
        Things things = new Things("it", type);
        Record row = things.newRecord();
        row.set(things.<T>only(), value);
        RecordCodec<Record> codec = RecordCodec.of(things);
        return codec.decode(codec.encode(row)).get(0);
    }

    @Test
    void aRecordWithAColumnOfAForcedEnumTypeComesOutAsItWentIn() throws Exception {
        DataType<Status> type =
                SQLDataType.INTEGER.asConvertedDataType(new EnumConverter<>(Integer.class, Status.class));
        assertThat(roundTrip(type, Status.PAID)).isEqualTo(Status.PAID);
    }

    @Test
    void payloadsHaveWhatTheDatabaseHasOfAColumnOfAForcedType() {
        Record lock = HonkerTables.LOCKS.newRecord();
        lock.set(HonkerTables.LOCKS.EXPIRES_AT, Instant.ofEpochSecond(1_800_000_000));
        Result<Record> locks = store.ctx().newResult(lock.fields());
        locks.add(lock);
        assertThat(payload(lock).toString()).contains("\"expires_at\":1800000000");
        assertThat(payload(locks).toString()).contains("[{").contains("\"expires_at\":1800000000");
    }

    @Test
    void whatJooqHasReadIsNoPartOfAListAndJsonOfBothKindsIsAPayload() {
        Record lock = HonkerTables.LOCKS.newRecord();
        assertThatThrownBy(() -> payload(List.of(lock)))
                .isInstanceOf(HonkerException.class)
                .hasMessageContaining("jsonObject(key(…).value(payload(record)))");
        assertThat(store.ctx().extractBindValues(payload(JSONB.jsonb("{ }")))).containsExactly(JSON.json("{ }"));
    }

    @Test
    void aRecordOfHonkersOwnTablesComesOutAsItWentIn() throws Exception {
        RecordCodec<Record> codec = RecordCodec.of(HonkerTables.LOCKS);
        Record lock = HonkerTables.LOCKS.newRecord();
        lock.set(HonkerTables.LOCKS.EXPIRES_AT, Instant.ofEpochSecond(1_800_000_000));
        assertThat(codec.decode(codec.encode(lock)).get(HonkerTables.LOCKS.EXPIRES_AT))
                .isEqualTo(Instant.ofEpochSecond(1_800_000_000));
    }

    @Test
    void theIdOfTheLastInsertMayBeAnArgument() {
        DSLContext ctx = store.guarded();
        ctx.transaction(tx -> {
            tx.dsl().insertInto(ORDERS, ITEM).values("a").execute();
            assertThatCode(() -> tx.dsl()
                            .fetchValue(notifyChannel(
                                    "orders", jsonObject(key("id").value(field("last_insert_rowid()", Long.class))))))
                    .doesNotThrowAnyException();
        });
        assertThat(store.count("_honker_notifications", "payload ->> 'id' = 1")).isEqualTo(1);
    }

    @Test
    void aCommonTableExpressionNamedNotifyIsNoCall() {
        DSLContext ctx = store.guarded();
        ctx.insertInto(ORDERS, ITEM).values("a").execute();
        assertThat(ctx.fetchCount(
                        ctx.with(name("notify").fields("item").as(select(ITEM).from(ORDERS)))
                                .selectFrom(table(name("notify")))))
                .isEqualTo(1);
    }

    @Test
    void aBatchOfInsertsThatBeginWithACommonTableExpressionRuns() {
        DSLContext ctx = store.guarded();
        String sql = "with t(x) as (select 'a') insert into orders(item) select x || notify('c', x) from t";
        assertThatThrownBy(() -> ctx.batch("with t(x) as (select 'a') select notify('c', x), \"update\" from t")
                        .execute())
                .isInstanceOf(HonkerException.class)
                .hasMessageStartingWith("refused: notify in a batch");
        assertThat(ctx.batch(sql, sql.replace("'a'", "'b'")).execute()).hasSize(2);
        assertThat(store.count("_honker_notifications")).isEqualTo(2);
    }

    @Test
    void theConnectionOfAHandleOutsideOfATransactionIsRefusedAndAConnectionOfOnesOwnIsNot() throws Exception {
        assertThatThrownBy(() -> Honker.of(store.ctx()).connection())
                .isInstanceOf(HonkerException.class)
                .hasMessageContaining("ctx.connection(c -> …)");
        try (Connection own = DriverManager.getConnection("jdbc:honker:sqlite:" + store.file())) {
            assertThat(Honker.of(DSL.using(own, SQLDialect.SQLITE)).connection().isClosed())
                    .isFalse();
        }
    }
}
