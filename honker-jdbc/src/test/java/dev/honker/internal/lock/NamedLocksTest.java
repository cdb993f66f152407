package dev.honker.internal.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.HonkerClosedException;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.LockHandle;
import dev.honker.LockOptions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Named locks as threads, processes and other languages see them. */
class NamedLocksTest {

    private static final LockOptions DEFAULTS = LockOptions.defaults();

    @TempDir
    private Path directory;

    private ApiFile file;
    private NamedLocks locks;

    @BeforeEach
    void open() throws SQLException {
        file = new ApiFile(directory);
        locks = new NamedLocks(file.access(), file.children());
    }

    @AfterEach
    void close() throws Exception {
        file.close();
    }

    @Test
    void aLockIsHeldOnceUntilItIsClosed() throws SQLException {
        LockHandle lock = locks.tryLock("l", DEFAULTS).orElseThrow();
        assertThat(lock.name()).isEqualTo("l");
        assertThat(lock.isHeld()).isTrue();
        assertThat(locks.tryLock("l", DEFAULTS)).isEmpty();
        assertThat(locks.tryLock("other", DEFAULTS)).isPresent();
        lock.close();
        assertThat(lock.isHeld()).isFalse();
        assertThat(locks.tryLock("l", DEFAULTS)).isPresent();
    }

    @RepeatedTest(3)
    void oneOfManyThreadsGetsIt() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Optional<LockHandle>>> tries = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                tries.add(threads.submit(() -> {
                    start.await();
                    return locks.tryLock("l", DEFAULTS);
                }));
            }
            start.countDown();
            int winners = 0;
            for (Future<Optional<LockHandle>> each : tries) {
                winners += each.get(20, TimeUnit.SECONDS).isPresent() ? 1 : 0;
            }
            assertThat(winners).isOne();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anotherProcessSeesTheSameLock() throws Exception {
        LockHandle lock = locks.tryLock("l", DEFAULTS).orElseThrow();
        assertThat(SqlProcess.number(file.path(), "SELECT honker_lock_acquire('l', 'peer', 60)"))
                .isZero();
        lock.close();
        assertThat(SqlProcess.number(file.path(), "SELECT honker_lock_acquire('l', 'peer', 60)"))
                .isOne();
        assertThat(locks.tryLock("l", DEFAULTS)).isEmpty();
    }

    @Test
    void theRowIsThatOfThePeers() throws SQLException {
        long before = file.number("SELECT unixepoch()");
        LockHandle lock = locks.tryLock(
                        "l", LockOptions.builder().ttl(Duration.ofMillis(6_500)).build())
                .orElseThrow();
        long after = file.number("SELECT unixepoch()");
        assertThat(file.number(
                        "SELECT expires_at FROM _honker_locks WHERE name = 'l' AND owner = '" + lock.owner() + "'"))
                .isBetween(before + 7, after + 7);
    }

    @Test
    void everyAcquisitionHasAnOwnerOfItsOwn() {
        LockHandle first = locks.tryLock("a", DEFAULTS).orElseThrow();
        LockHandle second = locks.tryLock("b", DEFAULTS).orElseThrow();
        assertThat(first.owner()).hasSize(36).isNotEqualTo(second.owner());
    }

    @Test
    void anExplicitOwnerGetsItAgainWithoutAnExtension() throws SQLException {
        LockOptions mine = LockOptions.builder().owner("me").build();
        LockHandle first = locks.tryLock("l", mine).orElseThrow();
        file.execute("UPDATE _honker_locks SET expires_at = expires_at - 30");
        long expiry = expiry();
        LockHandle again = locks.tryLock("l", mine).orElseThrow();
        assertThat(expiry()).isEqualTo(expiry);
        assertThat(locks.tryLock("l", LockOptions.builder().owner("you").build()))
                .isEmpty();
        again.close();
        assertThat(locks.tryLock("l", DEFAULTS)).isPresent();
        assertThat(first.renew()).isFalse();
    }

    @Test
    void aRenewalSetsTheExpiryAnew() throws SQLException {
        LockHandle lock = locks.tryLock("l", DEFAULTS).orElseThrow();
        file.execute("UPDATE _honker_locks SET expires_at = unixepoch() + 1");
        assertThat(lock.renew()).isTrue();
        assertThat(remaining()).isBetween(45L, 60L);
        assertThat(lock.renew(Duration.ofMillis(99_001))).isTrue();
        assertThat(remaining()).isBetween(85L, 100L);
        assertThat(lock.isHeld()).isTrue();
    }

    @Test
    void aLockWhoseTimeIsOverGoesToTheThiefAndItsLoserHearsOfIt() throws SQLException {
        LockHandle loser = locks.tryLock("l", DEFAULTS).orElseThrow();
        file.execute("UPDATE _honker_locks SET expires_at = unixepoch()");
        LockHandle thief = locks.tryLock("l", DEFAULTS).orElseThrow();
        assertThat(loser.renew()).isFalse();
        assertThat(loser.isHeld()).isFalse();
        loser.close();
        assertThat(thief.renew()).isTrue();
        assertThat(thief.isHeld()).isTrue();
    }

    @Test
    void aStolenLockIsNotReleasedByItsLoser() throws SQLException {
        LockHandle loser = locks.tryLock("l", DEFAULTS).orElseThrow();
        file.execute("UPDATE _honker_locks SET owner = 'thief'");
        loser.close();
        assertThat(file.number("SELECT count(*) FROM _honker_locks WHERE owner = 'thief'"))
                .isOne();
    }

    @Test
    void aLockWhoseTimeIsOverCanBeRenewedWhileNobodyTookIt() throws SQLException {
        LockHandle lock = locks.tryLock("l", DEFAULTS).orElseThrow();
        file.execute("UPDATE _honker_locks SET expires_at = unixepoch() - 100");
        assertThat(lock.renew()).isTrue();
        assertThat(locks.tryLock("l", DEFAULTS)).isEmpty();
    }

    @Test
    void aLockIsTakenInTheSecondInWhichItExpiresAndNotBefore() throws SQLException {
        file.execute("INSERT INTO _honker_locks VALUES ('l', 'peer', unixepoch() + 30)");
        assertThat(locks.tryLock("l", DEFAULTS)).isEmpty();
        file.execute("UPDATE _honker_locks SET expires_at = unixepoch()");
        assertThat(locks.tryLock("l", DEFAULTS)).isPresent();
    }

    @Test
    void aHandleKnowsThatItsTimeIsOver() throws Exception {
        LockHandle lock = locks.tryLock(
                        "l", LockOptions.builder().ttl(Duration.ofSeconds(1)).build())
                .orElseThrow();
        file.await(() -> file.number("SELECT unixepoch() >= expires_at FROM _honker_locks") == 1);
        assertThat(lock.isHeld()).isFalse();
    }

    @Test
    void aReleasedLockIsNeitherRenewedNorReleasedAgain() throws SQLException {
        LockHandle lock =
                locks.tryLock("l", LockOptions.builder().owner("me").build()).orElseThrow();
        lock.close();
        file.execute("INSERT INTO _honker_locks VALUES ('l', 'me', unixepoch() + 9)");
        lock.close();
        assertThat(lock.renew()).isFalse();
        assertThat(remaining()).isBetween(8L, 9L);
    }

    @Test
    void aClosingDatabaseReleasesItsLocks() throws Exception {
        LockHandle lock = locks.tryLock("l", DEFAULTS).orElseThrow();
        file.children().close();
        file.access().close();
        assertThat(lock.isHeld()).isFalse();
        assertThat(file.number("SELECT count(*) FROM _honker_locks")).isZero();
        lock.close();
        assertThatThrownBy(() -> locks.tryLock("l", DEFAULTS)).isInstanceOf(HonkerClosedException.class);
        assertThat(lock.renew()).isFalse();
    }

    @Test
    void aLockTakenInATransactionComesAndGoesWithIt() throws SQLException {
        LockHandle kept = file.access()
                .transaction(connection -> locks.tryLock("kept", DEFAULTS).orElseThrow());
        assertThat(kept.isHeld()).isTrue();
        assertThat(locks.tryLock("kept", DEFAULTS)).isEmpty();
        List<LockHandle> undone = new ArrayList<>();
        assertThatThrownBy(() -> file.access().transaction(connection -> {
                    undone.add(locks.tryLock("undone", DEFAULTS).orElseThrow());
                    assertThat(file.number("SELECT count(*) FROM _honker_locks"))
                            .isOne();
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThat(undone.get(0).renew()).isFalse();
        assertThat(undone.get(0).isHeld()).isFalse();
    }

    @Test
    void aLockTakenInATransactionIsHeldInItAndByAnyThreadBehindIt() throws Exception {
        List<LockHandle> taken = new ArrayList<>();
        file.access().transaction(connection -> {
            taken.add(locks.tryLock("l", DEFAULTS).orElseThrow());
            return assertThat(taken.get(0).isHeld()).isTrue();
        });
        file.execute("UPDATE _honker_locks SET expires_at = expires_at + 7");
        long expiry = expiry();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            assertThat(thread.submit(taken.get(0)::isHeld).get()).isTrue();
        } finally {
            thread.shutdownNow();
        }
        assertThat(expiry()).as("looking leaves no trace").isEqualTo(expiry);
        file.execute("DELETE FROM _honker_locks");
        assertThat(taken.get(0).isHeld()).as("it looks once").isTrue();
    }

    @Test
    void aLockWhoseSavepointWasRolledBackIsNotHeld() {
        List<LockHandle> taken = new ArrayList<>();
        file.access().transaction(connection -> {
            try {
                file.access().transaction(inner -> {
                    taken.add(locks.tryLock("l", DEFAULTS).orElseThrow());
                    throw new IllegalStateException("rolled back");
                });
            } catch (IllegalStateException e) {
                assertThat(taken.get(0).isHeld()).isFalse();
            }
            return true;
        });
        assertThat(taken.get(0).isHeld()).isFalse();
    }

    @Test
    void aRenewalInATransactionThatIsRolledBackDoesNotCount() throws Exception {
        LockHandle lock = locks.tryLock(
                        "l", LockOptions.builder().ttl(Duration.ofSeconds(1)).build())
                .orElseThrow();
        assertThatThrownBy(() -> file.access().transaction(connection -> {
                    assertThat(lock.renew(Duration.ofHours(1))).isTrue();
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        file.await(() -> file.number("SELECT unixepoch() >= expires_at FROM _honker_locks") == 1);
        assertThat(lock.isHeld()).isFalse();
    }

    @Test
    void refusalsNameTheParameter() {
        assertThatThrownBy(() -> locks.tryLock(null, DEFAULTS)).isInstanceOf(HonkerInvalidOptionException.class);
        assertThatThrownBy(() -> locks.tryLock("l", null)).isInstanceOf(HonkerInvalidOptionException.class);
        LockHandle lock = locks.tryLock("l", DEFAULTS).orElseThrow();
        assertThatThrownBy(() -> lock.renew(Duration.ZERO))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("ttl must be positive");
    }

    private long expiry() throws SQLException {
        return file.number("SELECT expires_at FROM _honker_locks WHERE name = 'l'");
    }

    private long remaining() throws SQLException {
        return file.number("SELECT expires_at - unixepoch() FROM _honker_locks WHERE name = 'l'");
    }
}
