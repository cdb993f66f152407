package dev.honker.mybatis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.honker.HonkerInvalidOptionException;
import dev.honker.Transaction;
import dev.honker.mybatis.GuardedMapper.Announced;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.ibatis.annotations.Arg;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Lang;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Options.FlushCachePolicy;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.ResultType;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.executor.Executor;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.plugin.Interceptor;
import org.apache.ibatis.plugin.Intercepts;
import org.apache.ibatis.plugin.Invocation;
import org.apache.ibatis.plugin.Signature;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.RowBounds;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.type.TypeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where MyBatis, other plugins and SQLite could lose a call or mistake one. */
class PitfallsTest {

    record Receipt(int order) {}

    record Several(Receipt... receipts) {}

    record Many(List<Receipt> receipts) {}

    interface Shelf {

        @Insert("insert into orders(item) values (#{item})")
        void insert(@Param("item") String item);

        @Select("select item from orders")
        @ResultType(String.class)
        void each(ResultHandler<String> handler);

        @Select(value = "select honker_enqueue('receipts', '{}', null, null, 0, 3, null)", affectData = true)
        @Options(flushCache = FlushCachePolicy.TRUE)
        long enqueue();

        @Select(
                value = "<script>select honker_enqueue(column1, '{}', null, null, 0, 3, null) from (values "
                        + "<foreach collection='queues' item='queue' separator=','>(#{queue})</foreach>)</script>",
                affectData = true)
        @Options(flushCache = FlushCachePolicy.TRUE)
        @Lang(CalledEachTime.class)
        List<Long> enqueueInItsLanguage(@Param("queues") List<String> queues);

        @Select("select count(*) from _honker_live")
        long jobs();

        @Select("select count(*) as updated_rows from orders where item <> '${text}'")
        long without(@Param("text") String text);

        @Select("with notify(item) as (select item from orders) select count(*) from notify")
        long namedNotify();

        @Select("with honker_recent(item) as (select item from orders) select count(*) from honker_recent")
        long namedHonker();

        @Select(value = "select count(*) from (select notify('orders', item) from orders)", affectData = true)
        @Options(flushCache = FlushCachePolicy.TRUE)
        long counted();

        @Select("select item from orders")
        @Arg(column = "item", javaType = List.class, typeHandler = JsonTypeHandler.class)
        List<Many> lists();

        @Select("select item from orders")
        @Arg(column = "item", javaType = Receipt[].class, typeHandler = JsonTypeHandler.class)
        List<Several> arrays();
    }

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void open() throws Exception {
        shop = Shop.in(folder, GuardedMapper.class, Shelf.class, HonkerMapper.class);
        try (SqlSession session = shop.open()) {
            session.getMapper(Shelf.class).insert("a");
            session.getMapper(Shelf.class).insert("b");
            session.commit();
        }
        shop.configuration().addInterceptor(new HonkerGuard());
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void theSameCallOfHonkerMapperForEachRowOfAResultHandlerIsMadeForEachRow() throws Exception {
        try (SqlSession session = shop.open()) {
            HonkerMapper honker = session.getMapper(HonkerMapper.class);
            session.getMapper(Shelf.class).each(row -> honker.enqueue("receipts", "{}"));
            session.commit();
        }
        assertThat(shop.rows("_honker_live")).isEqualTo(2);
    }

    @Test
    void soItIsWithoutTheGuard() throws Exception {
        try (Shop unguarded =
                Shop.in(Files.createDirectory(folder.resolve("unguarded")), Shelf.class, HonkerMapper.class)) {
            try (SqlSession session = unguarded.open()) {
                Shelf shelf = session.getMapper(Shelf.class);
                shelf.insert("a");
                shelf.insert("b");
                HonkerMapper honker = session.getMapper(HonkerMapper.class);
                shelf.each(row -> {
                    honker.enqueue("receipts", "{}");
                    honker.schedulerSoonest();
                    shelf.enqueueInItsLanguage(List.of("receipts", "letters"));
                });
                session.commit();
            }
            assertThat(unguarded.rows("_honker_live")).isEqualTo(6);
        }
    }

    @Test
    void theSameCallOfARightMapperForEachRowOfAResultHandlerIsMadeForEachRow() throws Exception {
        try (SqlSession session = shop.open()) {
            Shelf shelf = session.getMapper(Shelf.class);
            shelf.each(row -> shelf.enqueue());
            session.commit();
        }
        assertThat(shop.rows("_honker_live")).isEqualTo(2);
    }

    @Test
    void aMapperSeesInAResultHandlerWhatHonkerSessionHasEnqueuedThere() {
        try (SqlSession session = shop.open()) {
            Shelf shelf = session.getMapper(Shelf.class);
            Transaction honker = HonkerSession.of(session);
            List<Long> seen = new ArrayList<>();
            shelf.each(row -> {
                honker.queue("receipts").enqueue("{}");
                seen.add(shelf.jobs());
            });
            assertThat(seen).containsExactly(1L, 2L);
        }
    }

    @Test
    void aLongTextInAHarmlessSelectIsNoProblemOfTheGuard() {
        try (SqlSession session = shop.open()) {
            assertThat(session.getMapper(Shelf.class).without("x".repeat(20_000)))
                    .isEqualTo(2);
        }
    }

    @Test
    void aNestedSelectThatIsLoadedAfterItsSessionWasRolledBackAndClosedWritesNothing() throws Exception {
        List<Announced> orders;
        try (SqlSession session = shop.open()) {
            orders = session.getMapper(GuardedMapper.class).withLazySelect();
            session.rollback();
        }
        Throwable refusal = catchThrowable(() -> orders.get(0).getNotification());
        assertThat(shop.notifications()).isZero();
        assertThat(refusal)
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("GuardedMapper.announce is a nested select");
    }

    @Test
    void aCommonTableExpressionNamedNotifyIsNoCall() {
        try (SqlSession session = shop.open()) {
            assertThat(session.getMapper(Shelf.class).namedNotify()).isEqualTo(2);
        }
    }

    @Test
    void aCommonTableExpressionWhoseNameBeginsWithHonkerIsNoCall() {
        try (SqlSession session = shop.open()) {
            assertThat(session.getMapper(Shelf.class).namedHonker()).isEqualTo(2);
        }
    }

    @Test
    void aCallThatSqliteWouldLeaveOutIsRefusedWhateverItsFlags() throws Exception {
        try (SqlSession session = shop.open()) {
            assertThatThrownBy(() -> session.getMapper(Shelf.class).counted())
                    .cause()
                    .isInstanceOf(HonkerInvalidOptionException.class)
                    .hasMessageContaining("Shelf.counted calls notify(…) inside another query");
            session.commit();
        }
        assertThat(shop.notifications()).isZero();
    }

    @Test
    void aPluginThatWrapsFailuresDoesNotStopHonkerSession() throws Exception {
        shop.configuration().addInterceptor(new Wrapping());
        try (SqlSession session = shop.open()) {
            assertThatCode(() -> HonkerSession.of(session).notify("orders", "{}"))
                    .doesNotThrowAnyException();
            session.commit();
        }
        assertThat(shop.notifications()).isEqualTo(1);
    }

    @Intercepts(
            @Signature(
                    type = Executor.class,
                    method = "query",
                    args = {MappedStatement.class, Object.class, RowBounds.class, ResultHandler.class}))
    static final class Wrapping implements Interceptor {

        @Override
        public Object intercept(Invocation invocation) {
            try {
                return invocation.proceed();
            } catch (Throwable e) {
                throw new IllegalStateException(invocation.getMethod() + " failed", e);
            }
        }
    }

    @Test
    void aListIsNotReadAsItDoesNotSayWhatItsElementsAreButAnArrayIs() {
        try (SqlSession session = shop.open()) {
            session.getMapper(Shelf.class).insert("[{\"order\":1}]");
            HonkerSession.of(session).execute("delete from orders where length(item) = 1");
            assertThatThrownBy(() -> session.getMapper(Shelf.class).lists())
                    .hasStackTraceContaining(TypeException.class.getName()
                            + ": cannot read a java.util.List from JSON, as it doesn't say what its elements are");
            assertThat(session.getMapper(Shelf.class).arrays().get(0).receipts())
                    .containsExactly(new Receipt(1));
        }
    }
}
