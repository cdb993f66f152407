package dev.honker.mybatis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.annotations.Arg;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Options.FlushCachePolicy;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.type.TypeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonTypeHandlerTest {

    record Item(String name, LocalDate day) {}

    record Stored(long id, Item item) {}

    interface Items {

        @Insert("insert into orders(item) values (#{item, javaType=dev.honker.mybatis.JsonTypeHandlerTest$Item,"
                + " typeHandler=dev.honker.mybatis.JsonTypeHandler})")
        void insert(@Param("item") Item item);

        @Insert("insert into orders(item) values (#{item, typeHandler=dev.honker.mybatis.JsonTypeHandler})")
        void insertAny(@Param("item") Object item);

        @Insert("insert into orders(item) values (#{item, typeHandler=dev.honker.mybatis.JsonTypeHandler})")
        void insertOf(Holder holder);

        @Insert("insert into orders(item) values (#{text})")
        void insertText(@Param("text") String text);

        @Select("select id, item from orders")
        @Arg(column = "id", javaType = long.class)
        @Arg(column = "item", javaType = Item.class, typeHandler = JsonTypeHandler.class)
        List<Stored> all();

        @Select("select 1 as id, null as item")
        @Arg(column = "id", javaType = long.class)
        @Arg(column = "item", javaType = Item.class, typeHandler = JsonTypeHandler.class)
        Stored nothing();

        @Select(
                value = "select honker_enqueue('items', #{item, typeHandler=dev.honker.mybatis.JsonTypeHandler},"
                        + " null, null, 0, 3, null)",
                affectData = true)
        @Options(flushCache = FlushCachePolicy.TRUE)
        long enqueue(@Param("item") Item item);
    }

    /** Has the type of its property, as MyBatis sees it. */
    record Holder(Item item) {}

    private static final Item RECORD = new Item("a \"record\"", LocalDate.of(2026, 11, 22));

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void open() throws Exception {
        shop = Shop.in(folder, Items.class);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void anObjectIsWrittenAndReadAsJson() throws Exception {
        try (SqlSession session = shop.open()) {
            Items items = session.getMapper(Items.class);
            items.insert(RECORD);
            assertThat(items.all()).containsExactly(new Stored(1, RECORD));
            session.commit();
        }
        assertThat(shop.count("select count(*) from orders where item ->> 'day' = '2026-11-22'"))
                .isEqualTo(1);
    }

    @Test
    void theTypeMayBeLeftToMybatis() {
        try (SqlSession session = shop.open()) {
            Items items = session.getMapper(Items.class);
            items.insertAny(RECORD);
            items.insertOf(new Holder(new Item("other", null)));
            assertThat(items.all()).extracting(Stored::item).containsExactly(RECORD, new Item("other", null));
        }
    }

    @Test
    void nullIsNull() {
        try (SqlSession session = shop.open()) {
            assertThat(session.getMapper(Items.class).nothing().item()).isNull();
        }
    }

    @Test
    void itIsAPayloadThatATypedQueueReads() {
        try (SqlSession session = shop.open()) {
            session.getMapper(Items.class).enqueue(RECORD);
            assertThat(HonkerSession.of(session)
                            .queue("items", Item.class)
                            .claimOne("clerk")
                            .orElseThrow()
                            .payload())
                    .isEqualTo(RECORD);
        }
    }

    @Test
    void aTextThatIsNotItsJsonIsRefusedByType() {
        try (SqlSession session = shop.open()) {
            Items items = session.getMapper(Items.class);
            items.insertText("no JSON");
            assertThatThrownBy(items::all)
                    .hasStackTraceContaining(TypeException.class.getName()
                            + ": cannot read a dev.honker.mybatis.JsonTypeHandlerTest$Item from JSON");
        }
    }

    @Test
    void anObjectWithoutAJsonFormIsRefused() {
        try (SqlSession session = shop.open()) {
            Items items = session.getMapper(Items.class);
            assertThatThrownBy(() -> items.insertAny(Map.of("self", new Object())))
                    .hasStackTraceContaining("as JSON");
        }
    }
}
