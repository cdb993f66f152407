package dev.honker.mybatis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HonkerMapperTest {

    private static final Pattern FUNCTION = Pattern.compile("select (\\w+)\\(");

    interface Catalog {

        @Select(
                "select distinct name from pragma_function_list where name = 'notify' or name like 'honker\\_%' escape '\\'")
        Set<String> functions();
    }

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void open() throws Exception {
        shop = Shop.in(folder, HonkerMapper.class, Catalog.class);
        shop.configuration().addInterceptor(new HonkerGuard());
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void everyFunctionOfTheDriverHasItsMethod() {
        Set<String> mapped = statements()
                .map(statement -> FUNCTION.matcher(statement.getBoundSql(null).getSql()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        try (SqlSession session = shop.open()) {
            assertThat(mapped)
                    .isEqualTo(session.getMapper(Catalog.class).functions())
                    .hasSizeGreaterThan(30);
        }
    }

    @Test
    void everyMethodIsMappedAsOneThatWritesAndIsNotCached() {
        assertThat(statements())
                .isNotEmpty()
                .allMatch(MappedStatement::isDirtySelect)
                .allMatch(MappedStatement::isFlushCacheRequired)
                .noneMatch(MappedStatement::isUseCache);
    }

    private Stream<MappedStatement> statements() {
        return Arrays.stream(HonkerMapper.class.getMethods())
                .filter(method -> !method.isDefault())
                .map(Method::getName)
                .map(name -> shop.configuration().getMappedStatement(HonkerMapper.class.getName() + "." + name));
    }

    @Test
    void aRollbackDropsAndASecondCallCounts() throws Exception {
        try (SqlSession session = shop.open()) {
            HonkerMapper honker = session.getMapper(HonkerMapper.class);
            assertThat(List.of(honker.notify("orders", "{}"), honker.notify("orders", "{}")))
                    .containsExactly(1L, 2L);
            session.rollback();
        }
        assertThat(shop.notifications()).isZero();
    }

    @Test
    void aJobGoesItsWay() {
        assertThat(number(honker -> honker.enqueue("receipts", "{\"order\":1}")))
                .isEqualTo(1);
        assertThat(number(honker -> honker.enqueue("receipts", "{}", null, 60L, 5, 1, 3600L)))
                .isEqualTo(2L);
        assertThat(text(honker -> honker.getJob(1))).contains("\"state\":\"pending\"");
        assertThat(number(honker -> honker.queueNextClaimAt("receipts"))).isPositive();
        assertThat(text(honker -> honker.claimBatch("receipts", "clerk", 5, 60)))
                .contains("\"id\":1")
                .doesNotContain("\"id\":2");
        assertThat(number(honker -> honker.heartbeat(1, "clerk", 120))).isEqualTo(1);
        assertThat(number(honker -> honker.retry(1, "clerk", 0, "again"))).isEqualTo(1);
        assertThat(text(honker -> honker.claimBatch("receipts", "clerk", 5, 60)))
                .contains("\"attempts\":2");
        assertThat(number(honker -> honker.retry(1, "clerk", 3600, "later"))).isEqualTo(1);
        assertThat(text(honker -> honker.claimBatch("receipts", "clerk", 5, 60)))
                .as("it waits for the hour of its retry")
                .isEqualTo("[]");
        number(honker -> honker.cancel(1));
        assertThat(number(honker -> honker.enqueue("receipts", "{}"))).isEqualTo(3);
        text(honker -> honker.claimBatch("receipts", "clerk", 5, 60));
        assertThat(number(honker -> honker.ackBatch("[3]", "other"))).isZero();
        assertThat(number(honker -> honker.ack(3, "clerk"))).isEqualTo(1);
        assertThat(number(honker -> honker.fail(1, "clerk", "no"))).isZero();
        assertThat(number(honker -> honker.cancel(2))).isEqualTo(1);
        assertThat(number(honker -> honker.sweepExpired("receipts"))).isZero();
        assertThat(text(honker -> honker.getJob(1))).isEmpty();
    }

    @Test
    void aResultIsKeptUntilItIsSwept() {
        assertThat(text(honker -> honker.resultGet(1))).isNull();
        assertThat(number(honker -> honker.resultSave(1, "42", 60))).isEqualTo(1);
        assertThat(text(honker -> honker.resultGet(1))).isEqualTo("42");
        assertThat(number(HonkerMapper::resultSweep)).isZero();
    }

    @Test
    void eventsAreReadFromWhereAConsumerStood() {
        assertThat(number(honker -> honker.streamPublish("orders", "{}"))).isEqualTo(1);
        assertThat(number(honker -> honker.streamPublish("orders", "eu", "{}"))).isEqualTo(2L);
        assertThat(text(honker -> honker.streamReadSince("orders", 1, 10))).contains("\"key\":\"eu\"");
        assertThat(number(honker -> honker.streamSaveOffset("book", "orders", 1)))
                .isEqualTo(1);
        assertThat(number(honker -> honker.streamGetOffset("book", "orders"))).isEqualTo(1);
    }

    @Test
    void aScheduleIsKeptChangedAndFired() {
        number(honker -> honker.schedulerRegister("nightly", "reports", "0 3 * * *", "{}", 0, null, 3L));
        assertThat(number(HonkerMapper::schedulerSoonest)).isPositive();
        assertThat(number(honker -> honker.schedulerPause("nightly"))).isEqualTo(1);
        assertThat(number(honker -> honker.schedulerResume("nightly"))).isEqualTo(1);
        assertThat(number(honker -> honker.schedulerUpdate("nightly", "@every 1h", null, null, 60L, 1, null, 0)))
                .isEqualTo(1);
        assertThat(text(HonkerMapper::schedulerList)).contains("@every 1h");
        assertThat(text(honker -> honker.schedulerTick(1))).isEqualTo("[]");
        assertThat(number(honker -> honker.schedulerUnregister("nightly"))).isEqualTo(1);
        assertThat(number(honker -> honker.cronNextAfter("@every 10s", 100))).isEqualTo(110L);
    }

    @Test
    void locksAndLimitsHold() {
        assertThat(number(honker -> honker.lockAcquire("till", "me", 60))).isEqualTo(1);
        assertThat(number(honker -> honker.lockAcquire("till", "you", 60))).isZero();
        assertThat(number(honker -> honker.lockRenew("till", "me", 60))).isEqualTo(1);
        assertThat(number(honker -> honker.lockRelease("till", "me"))).isEqualTo(1);
        assertThat(number(honker -> honker.rateLimitTry("mail", 1, 3600))).isEqualTo(1);
        assertThat(number(honker -> honker.rateLimitTry("mail", 1, 3600))).isZero();
        assertThat(number(honker -> honker.rateLimitSweep(7200))).isZero();
    }

    @Test
    void aWatcherHearsACommit() {
        assertThat(number(HonkerMapper::bootstrap)).isEqualTo(1);
        String file = folder.resolve("shop.db").toString();
        try (SqlSession session = shop.sessions().openSession(true)) {
            HonkerMapper honker = session.getMapper(HonkerMapper.class);
            long handle = honker.updateWatcherOpen(file, null, null);
            number(other -> other.notify("orders", "{}"));
            assertThat(honker.updateWatcherWait(handle, 10_000)).isEqualTo(1);
            assertThat(honker.updateWatcherClose(handle)).isEqualTo(1);
        }
    }

    @Test
    void whatAFunctionRefusesIsTheCause() {
        assertThatExceptionOfType(PersistenceException.class)
                .isThrownBy(() -> number(honker -> honker.cronNextAfter("nonsense", 0)))
                .havingCause()
                .isInstanceOf(java.sql.SQLException.class)
                .withMessageContaining("nonsense");
    }

    private long number(ToLongFunction<HonkerMapper> call) {
        return committed(call::applyAsLong);
    }

    private String text(Function<HonkerMapper, String> call) {
        return committed(call);
    }

    private <T> T committed(Function<HonkerMapper, T> call) {
        try (SqlSession session = shop.open()) {
            T result = call.apply(session.getMapper(HonkerMapper.class));
            session.commit();
            return result;
        }
    }
}
