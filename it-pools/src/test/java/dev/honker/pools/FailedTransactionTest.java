package dev.honker.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.Job;
import dev.honker.pools.Pool.OpenPool;
import dev.honker.pools.Pool.Setup;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A transaction in which nobody but honker does anything, so that the pool sees no statement in it. */
class FailedTransactionTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("app.db");
    }

    /** Honker's own on every pool, those of the frameworks' modules on the two that count statements. */
    static Stream<Arguments> apisOnPools() {
        return Arrays.stream(Api.values())
                .flatMap(api -> (api.isOwn() ? Arrays.stream(Pool.values()) : Stream.of(Pool.HIKARI, Pool.DRUID))
                        .flatMap(pool -> pool.modes().map(mode -> Arguments.of(api, pool, mode))));
    }

    @ParameterizedTest
    @MethodSource("apisOnPools")
    void aJobOfAFailedTransactionIsGone(Api api, Pool pool, boolean autoCommit) throws Exception {
        try (OpenPool open = pool.open(setup(autoCommit));
                Database look = Honker.open(file)) {
            fail(api, open, tx -> tx.queue("mail").enqueue("1"));
            assertThat(look.queue("mail").size()).isZero();
            api.run(open.dataSource(), tx -> tx.queue("mail").enqueue("2"));
            fail(api, open, tx -> tx.queue("mail").enqueue("3"));
            assertThat(look.queue("mail").claimBatch("w", 9))
                    .extracting(Job::payloadJson)
                    .containsExactly("2");
        }
    }

    @ParameterizedTest
    @MethodSource("apisOnPools")
    void anAckInAFailedTransactionKeepsTheJob(Api api, Pool pool, boolean autoCommit) throws Exception {
        try (OpenPool open = pool.open(setup(autoCommit));
                Database database = Honker.open(file)) {
            database.queue("mail").enqueue("1");
            Job job = database.queue("mail").claimOne("w").orElseThrow();
            fail(api, open, tx -> assertThat(job.ackIn(tx)).isTrue());
            assertThat(database.queue("mail").size()).isOne();
            api.run(open.dataSource(), tx -> assertThat(job.ackIn(tx)).isTrue());
            assertThat(database.queue("mail").size()).isZero();
        }
    }

    private static void fail(Api api, OpenPool open, Api.Work work) {
        IllegalStateException declined = new IllegalStateException("declined");
        assertThatThrownBy(() -> api.run(open.dataSource(), tx -> {
                    work.in(tx);
                    throw declined;
                }))
                .isSameAs(declined);
    }

    private Setup setup(boolean autoCommit) {
        return new Setup("jdbc:honker:sqlite:" + file, 2, autoCommit);
    }
}
