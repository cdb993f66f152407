package dev.honker.mybatis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.apache.ibatis.annotations.CacheNamespace;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Options.FlushCachePolicy;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The trap as it is, without anything of this module: what the rest of the tests would be worth nothing without. */
class PlainMybatisTest {

    interface Announcer {

        @Select("select notify('orders', #{payload})")
        long bare(@Param("payload") String payload);

        @Select("select notify('orders', #{payload})")
        @Options(flushCache = FlushCachePolicy.TRUE)
        long flushing(@Param("payload") String payload);

        @Select(value = "select notify('orders', #{payload})", affectData = true)
        long affecting(@Param("payload") String payload);

        @Select(value = "select notify('orders', #{payload})", affectData = true)
        @Options(flushCache = FlushCachePolicy.TRUE)
        long both(@Param("payload") String payload);

        @Insert("select notify('orders', #{payload})")
        long insert(@Param("payload") String payload);

        @Select("insert into orders(item) values (#{payload}) returning id")
        long returning(@Param("payload") String payload);
    }

    @CacheNamespace
    interface CachedAnnouncer {

        @Select("select notify('orders', '{}')")
        long bare();

        @Select(value = "select notify('orders', '{}')", affectData = true)
        @Options(flushCache = FlushCachePolicy.TRUE)
        long both();
    }

    /** How a function may be mapped, and what becomes of it. */
    enum Mapping {
        BARE(announcer -> announcer.bare("{}"), 1, 1),
        FLUSHING(announcer -> announcer.flushing("{}"), 2, 1),
        AFFECTING(announcer -> announcer.affecting("{}"), 1, 0),
        BOTH(announcer -> announcer.both("{}"), 2, 0),
        INSERT(announcer -> announcer.insert("{}"), 2, 0);

        private final Function<Announcer, Long> call;
        private final int rowsOfTwoCalls;
        private final int rowsAfterRollback;

        Mapping(Function<Announcer, Long> call, int rowsOfTwoCalls, int rowsAfterRollback) {
            this.call = call;
            this.rowsOfTwoCalls = rowsOfTwoCalls;
            this.rowsAfterRollback = rowsAfterRollback;
        }

        long callIn(SqlSession session) {
            return call.apply(session.getMapper(Announcer.class));
        }
    }

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void open() throws Exception {
        shop = Shop.in(folder, Announcer.class, CachedAnnouncer.class);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @EnumSource
    void aSecondCallIsSkippedUnlessTheCacheIsFlushed(Mapping mapping) throws Exception {
        try (SqlSession session = shop.open()) {
            mapping.callIn(session);
            mapping.callIn(session);
            session.commit();
        }
        assertThat(shop.notifications()).isEqualTo(mapping.rowsOfTwoCalls);
    }

    @ParameterizedTest
    @EnumSource
    void aRollbackCommitsUnlessDataIsSaidToBeAffected(Mapping mapping) throws Exception {
        try (SqlSession session = shop.open()) {
            mapping.callIn(session);
            session.rollback();
        }
        assertThat(shop.notifications()).isEqualTo(mapping.rowsAfterRollback);
    }

    @ParameterizedTest
    @EnumSource
    void aSessionThatIsClosedWithoutACommitCommitsUnlessDataIsSaidToBeAffected(Mapping mapping) throws Exception {
        try (SqlSession session = shop.open()) {
            mapping.callIn(session);
        }
        assertThat(shop.notifications()).isEqualTo(mapping.rowsAfterRollback);
    }

    @ParameterizedTest
    @EnumSource
    void aCommitKeepsItHoweverItIsMapped(Mapping mapping) throws Exception {
        try (SqlSession session = shop.open()) {
            mapping.callIn(session);
            session.commit();
        }
        assertThat(shop.notifications()).isEqualTo(1);
    }

    @Test
    void anInsertMappedAsSelectIsCommittedAtARollbackToo() throws Exception {
        try (SqlSession session = shop.open()) {
            session.getMapper(Announcer.class).returning("a record");
            session.rollback();
        }
        assertThat(shop.count("select count(*) from orders")).isEqualTo(1);
    }

    @Test
    void aLocalCacheOfStatementsCuresTheSecondCallOnly() throws Exception {
        shop.configuration().setLocalCacheScope(LocalCacheScope.STATEMENT);
        try (SqlSession session = shop.open()) {
            Mapping.BARE.callIn(session);
            Mapping.BARE.callIn(session);
            session.rollback();
        }
        assertThat(shop.notifications()).isEqualTo(2);
    }

    @Test
    void anInsertOfASelectDoesNotTellTheId() throws Exception {
        try (SqlSession session = shop.open()) {
            Mapping.BOTH.callIn(session);
            Mapping.BOTH.callIn(session);
            assertThat(Mapping.INSERT.callIn(session)).isEqualTo(-1);
            assertThat(Mapping.BOTH.callIn(session)).isEqualTo(4);
        }
    }

    @Test
    void aBatchOfInsertsOfSelectsRunsOnHonkersDriver() throws Exception {
        try (SqlSession session = shop.open(ExecutorType.BATCH)) {
            Mapping.INSERT.callIn(session);
            Mapping.INSERT.callIn(session);
            session.commit();
        }
        assertThat(shop.notifications()).isEqualTo(2);
    }

    @Test
    void aSecondLevelCacheSkipsTheCallInTheNextSessionTooUnlessItIsFlushed() throws Exception {
        List<Long> bare = List.of(inSession(CachedAnnouncer::bare), inSession(CachedAnnouncer::bare));
        assertThat(bare).containsExactly(1L, 1L);
        List<Long> both = List.of(inSession(CachedAnnouncer::both), inSession(CachedAnnouncer::both));
        assertThat(both).containsExactly(2L, 3L);
        assertThat(shop.notifications()).isEqualTo(3);
    }

    private long inSession(Function<CachedAnnouncer, Long> call) {
        try (SqlSession session = shop.open()) {
            long id = call.apply(session.getMapper(CachedAnnouncer.class));
            session.commit();
            return id;
        }
    }
}
