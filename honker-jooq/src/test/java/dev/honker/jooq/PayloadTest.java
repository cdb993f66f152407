package dev.honker.jooq;

import static dev.honker.jooq.HonkerDSL.enqueue;
import static dev.honker.jooq.HonkerDSL.payload;
import static dev.honker.jooq.Store.ID;
import static dev.honker.jooq.Store.ITEM;
import static dev.honker.jooq.Store.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.jsonObject;
import static org.jooq.impl.DSL.key;
import static org.jooq.impl.DSL.name;

import dev.honker.HonkerException;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.TypedQueue;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayloadTest {

    @TempDir
    Path folder;

    private Store store;
    private DSLContext ctx;

    record Receipt(int order, String item, BigDecimal total) {}

    @BeforeEach
    void open() {
        store = new Store(folder);
        ctx = store.ctx();
    }

    @Test
    void anObjectBecomesTheJsonOfItsProperties() {
        assertThat(stored(payload(new Receipt(1, "a \"record\"", new BigDecimal("9.90")))))
                .isEqualTo("{\"order\":1,\"item\":\"a \\\"record\\\"\",\"total\":9.90}");
        assertThat(stored(payload(Map.of("a", List.of(1, 2))))).isEqualTo("{\"a\":[1,2]}");
        assertThat(stored(payload(JSON.json("{ \"a\" : 1 }")))).isEqualTo("{ \"a\" : 1 }");
    }

    @Test
    void aRecordBecomesAnObjectOfItsColumns() {
        ctx.insertInto(ORDERS, ITEM).values("a\u20ac\"").execute();
        Record order = ctx.select(ID, ITEM).from(ORDERS).fetchSingle();
        assertThat(stored(payload(order))).isEqualTo("{\"id\":1,\"item\":\"a\\u20AC\\\"\"}");
        Object asObject = order;
        assertThat(stored(payload(asObject))).isEqualTo("{\"id\":1,\"item\":\"a\\u20AC\\\"\"}");
        assertThat(stored(payload(ctx.select(ID).from(ORDERS).fetch()))).isEqualTo("[{\"id\":1}]");
    }

    @Test
    void aPayloadNestsInAnObjectThatSqlMakes() {
        assertThat(stored(jsonObject(key("receipt").value(payload(Map.of("a", 1))))))
                .isEqualTo("{\"receipt\":{\"a\":1}}");
    }

    @Test
    void whatHasNoJsonIsRefusedWithItsType() {
        assertThatThrownBy(() -> payload(OutputStream.nullOutputStream()))
                .isInstanceOf(HonkerException.class)
                .hasMessageStartingWith("cannot encode a payload of type java.io.OutputStream");
    }

    private String stored(Field<?> payload) {
        long id = ctx.fetchValue(enqueue("q", payload));
        return ctx.fetchValue(HonkerTables.JOBS.PAYLOAD, HonkerTables.JOBS.ID.eq(id))
                .data();
    }

    private static final Table<Record> THINGS = new Things();

    private static final class Things extends org.jooq.impl.TableImpl<Record> {
        private static final long serialVersionUID = 1L;

        Things() {
            super(name("things"));
            createField(name("id"), SQLDataType.BIGINT);
            createField(name("price"), SQLDataType.DECIMAL(10, 2));
            createField(name("day"), SQLDataType.LOCALDATE);
            createField(name("at"), SQLDataType.LOCALDATETIME);
            createField(name("bytes"), SQLDataType.BLOB);
            createField(name("flag"), SQLDataType.BOOLEAN);
            createField(name("text"), SQLDataType.VARCHAR);
        }
    }

    @Test
    void aRecordOfATableComesOutOfAQueueAsItWentIn() {
        Record thing = THINGS.newRecord();
        thing.from(Map.of(
                "id",
                1L << 60,
                "price",
                new BigDecimal("9.90"),
                "day",
                LocalDate.of(2026, 11, 22),
                "at",
                LocalDateTime.of(2026, 11, 22, 15, 30, 1, 500_000_000),
                "bytes",
                new byte[] {0, -1, 7},
                "json",
                JSON.json("{\"a\":[1,2]}"),
                "flag",
                true));
        thing.set(field(name("text"), String.class), null);
        TypedQueue<Record> queue = Honker.of(ctx).queue("things").typed(RecordCodec.of(THINGS));
        queue.enqueue(thing);
        Record read = queue.claimOne("w").orElseThrow().payload();
        assertThat(read.intoMap()).usingRecursiveComparison().isEqualTo(thing.intoMap());
    }

    @Test
    void aTableWithAJsonColumnIsRefused() {
        assertThatThrownBy(() -> RecordCodec.of(HonkerTables.JOBS))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("_honker_live has the column payload of type JSON");
    }

    @Test
    void whatAProducerLeavesOutOrAddsDoesNotStopAReader() throws Exception {
        Record read = RecordCodec.of(THINGS).decode("{\"id\":5,\"more\":[1]}");
        assertThat(read.get("id")).isEqualTo(5L);
        assertThat(read.get("text")).isNull();
        for (String other : List.of("5", "[]", "null", "", "{\"id\":\"x\"}", "nonsense")) {
            assertThatThrownBy(() -> RecordCodec.of(THINGS).decode(other))
                    .as(other)
                    .isInstanceOf(Exception.class);
        }
    }

    @Test
    void aPayloadFieldOfNoTypeIsTakenAtItsWord() {
        assertThat(stored(DSL.field("'{}'"))).isEqualTo("{}");
        assertThatThrownBy(() -> enqueue("q", DSL.val(1L))).isInstanceOf(HonkerInvalidOptionException.class);
    }
}
