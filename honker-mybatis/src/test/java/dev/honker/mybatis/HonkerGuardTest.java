package dev.honker.mybatis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.honker.HonkerInvalidOptionException;
import dev.honker.mybatis.GuardedMapper.Announced;
import dev.honker.mybatis.GuardedMapper.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.executor.statement.StatementHandler;
import org.apache.ibatis.plugin.Interceptor;
import org.apache.ibatis.plugin.Intercepts;
import org.apache.ibatis.plugin.Invocation;
import org.apache.ibatis.plugin.Signature;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.SqlSession;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HonkerGuardTest {

    /** Calls that are refused, and the part of the refusal that tells what to do. */
    enum Refused {
        BARE(mapper -> mapper.bare("{}"), "GuardedMapper.bare is", "affectData = true"),
        WITHOUT_FLUSH(mapper -> mapper.withoutFlush("{}"), "GuardedMapper.withoutFlush is", "would skip"),
        WITHOUT_AFFECT(mapper -> mapper.withoutAffect("{}"), "runs honker_enqueue(…)", "would commit it at a rollback"),
        BY_PROVIDER(mapper -> mapper.byProvider("{}"), "GuardedMapper.byProvider is", "honker_stream_publish(…)"),
        READING(GuardedMapper::reading, "GuardedMapper.reading is", "honker_get_job(…)"),
        RETURNING(mapper -> mapper.returning("a record"), "GuardedMapper.returning is", "runs INSERT"),
        CURSOR(GuardedMapper::cursor, "GuardedMapper.cursor is", "notify(…)"),
        HANDLER(
                mapper -> {
                    mapper.byHandler(context -> {});
                    return null;
                },
                "GuardedMapper.byHandler is",
                "notify(…)"),
        BY_XML(
                mapper -> mapper.byXml("{}"),
                "GuardedMapper.byXml is",
                "<select affectData=\"true\" flushCache=\"true\">"),
        CDATA(mapper -> mapper.byXmlWithCdata("{}"), "GuardedMapper.byXmlWithCdata is", "would skip"),
        DYNAMIC(mapper -> mapper.byDynamicXml("{}"), "GuardedMapper.byDynamicXml is", "honker_stream_publish(…)"),
        NESTED(
                GuardedMapper::withNestedSelect,
                "GuardedMapper.announce is a nested select",
                "a mapper method of its own");

        private final Function<GuardedMapper, Object> call;
        private final String subject;
        private final String advice;

        Refused(Function<GuardedMapper, Object> call, String subject, String advice) {
            this.call = call;
            this.subject = subject;
            this.advice = advice;
        }
    }

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void open() throws Exception {
        shop = Shop.in(folder, GuardedMapper.class);
        try (SqlSession session = shop.open()) {
            HonkerSession.of(session).execute("insert into orders(id, item) values (100, 'the first')");
            session.commit();
        }
        shop.configuration().addInterceptor(new HonkerGuard());
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @EnumSource
    void aStatementThatMybatisTakesForAReadIsRefusedBeforeItRuns(Refused refused) throws Exception {
        try (SqlSession session = shop.open()) {
            refusal(() -> refused.call.apply(session.getMapper(GuardedMapper.class)))
                    .hasMessageContaining("dev.honker.mybatis.GuardedMapper")
                    .hasMessageContaining(refused.subject)
                    .hasMessageContaining(refused.advice);
            session.commit();
        }
        assertNothingWritten();
    }

    @ParameterizedTest
    @EnumSource(ExecutorType.class)
    void inEveryKindOfSession(ExecutorType type) throws Exception {
        try (SqlSession session = shop.open(type)) {
            refusal(() -> session.getMapper(GuardedMapper.class).bare("{}")).hasMessageContaining("GuardedMapper.bare");
            session.commit();
        }
        assertNothingWritten();
    }

    @Test
    void aNestedSelectIsRefusedWhenItIsLoadedLazilyToo() throws Exception {
        try (SqlSession session = shop.open()) {
            List<Announced> orders = session.getMapper(GuardedMapper.class).withLazySelect();
            refusal(() -> orders.get(0).getNotification())
                    .hasMessageContaining("GuardedMapper.announce is a nested select and runs notify(…)");
            session.commit();
        }
        assertNothingWritten();
    }

    @Test
    void withoutTheGuardANestedSelectIsCommittedAtARollback() throws Exception {
        try (Shop unguarded = Shop.in(Files.createDirectory(folder.resolve("unguarded")), GuardedMapper.class)) {
            try (SqlSession session = unguarded.open()) {
                HonkerSession.of(session).execute("insert into orders(item) values ('a record')");
                session.commit();
            }
            try (SqlSession session = unguarded.open()) {
                session.getMapper(GuardedMapper.class).withNestedSelect();
                session.rollback();
            }
            assertThat(unguarded.notifications()).isEqualTo(1);
        }
    }

    @Test
    void whatIsMappedRightRunsAndIsRolledBack() throws Exception {
        inSession(mapper -> mapper.byXmlAsItShouldBe("{}"));
        inSession(mapper -> assertThat(mapper.returningAsItShouldBe("a record")).isEqualTo(101));
        inSession(mapper -> {
            Cursor<Long> sent = mapper.cursorAsItShouldBe();
            assertThat(sent).hasSize(1);
        });
        assertNothingWritten();
    }

    @Test
    void aSelectKeyBelongsToItsInsert() throws Exception {
        inSession(mapper -> {
            Row row = new Row();
            assertThat(mapper.insertWithSelectKey(row)).isEqualTo(1);
            assertThat(row.getId()).isEqualTo(1);
        });
        assertNothingWritten();
    }

    @Test
    void whatOnlyReadsRuns() throws Exception {
        inSession(mapper -> assertThat(mapper.harmless()).isEqualTo(1));
    }

    @Test
    void aMapperMayBeCalledWhileAnotherOnesRowsAreHandled() throws Exception {
        try (SqlSession session = shop.open()) {
            GuardedMapper mapper = session.getMapper(GuardedMapper.class);
            HonkerSession.of(session).execute("insert into orders(item) values ('the second')");
            session.select("dev.honker.mybatis.GuardedMapper.items", context -> mapper.byXmlAsItShouldBe("{}"));
            session.commit();
        }
        assertThat(shop.notifications()).isEqualTo(2);
    }

    @Test
    void aSelectKeyThatABatchRunsFirstDoesNotMakeACallANestedOne() throws Exception {
        try (SqlSession session = shop.open(ExecutorType.BATCH)) {
            GuardedMapper mapper = session.getMapper(GuardedMapper.class);
            mapper.insertWithSelectKeyAfter(new Row());
            assertThat(mapper.byXmlAsItShouldBe("{}")).isPositive();
            session.commit();
        }
        assertThat(shop.notifications()).isEqualTo(2);
    }

    @Test
    void whatIsRolledBackIsNotSaidToBeCommitted() {
        try (SqlSession session = shop.open()) {
            refusal(() -> session.getMapper(GuardedMapper.class).withoutFlush("{}"))
                    .hasMessageContaining("would skip")
                    .hasMessageNotContaining("commit it");
        }
    }

    @Test
    void otherPluginsMayStandBetween() throws Exception {
        shop.configuration().addInterceptor(new Between());
        shop.configuration().addInterceptor(new HonkerGuard());
        try (SqlSession session = shop.open()) {
            GuardedMapper mapper = session.getMapper(GuardedMapper.class);
            refusal(() -> mapper.bare("{}")).hasMessageContaining("GuardedMapper.bare is");
            refusal(mapper::withNestedSelect).hasMessageContaining("GuardedMapper.announce is a nested select");
            assertThat(mapper.byXmlAsItShouldBe("{}")).isEqualTo(1);
        }
    }

    @Intercepts(
            @Signature(
                    type = StatementHandler.class,
                    method = "query",
                    args = {Statement.class, ResultHandler.class}))
    static final class Between implements Interceptor {

        @Override
        public Object intercept(Invocation invocation) throws Throwable {
            return invocation.proceed();
        }
    }

    private void inSession(Consumer<GuardedMapper> work) {
        try (SqlSession session = shop.open()) {
            work.accept(session.getMapper(GuardedMapper.class));
        }
    }

    /** MyBatis wraps it, but not where it loads lazily. */
    private static AbstractThrowableAssert<?, ?> refusal(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        return assertThat(thrown instanceof HonkerInvalidOptionException || thrown == null ? thrown : thrown.getCause())
                .isInstanceOf(HonkerInvalidOptionException.class);
    }

    private void assertNothingWritten() throws Exception {
        assertThat(List.of(
                        shop.notifications(),
                        shop.rows("_honker_live"),
                        shop.rows("_honker_stream"),
                        shop.count("select count(*) from orders")))
                .containsExactly(0L, 0L, 0L, 1L);
    }
}
