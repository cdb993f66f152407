package dev.honker.internal.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.HonkerException;
import dev.honker.LockHandle;
import dev.honker.LockOptions;
import dev.honker.internal.check.Loggers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks that are renewed in the background. */
class AutoRenewTest {

    private static final LockOptions RENEWED =
            LockOptions.builder().ttl(Duration.ofSeconds(1)).autoRenew(true).build();

    /** Long enough not to be lost on a machine that stands still for some seconds. */
    private static final LockOptions PATIENT =
            LockOptions.builder().ttl(Duration.ofSeconds(6)).autoRenew(true).build();

    @TempDir
    private Path directory;

    private ApiFile file;
    private NamedLocks locks;

    /** Those of earlier tests, which may be about to end. */
    private Set<Thread> before;

    @BeforeEach
    void open() throws SQLException {
        before = Thread.getAllStackTraces().keySet();
        file = new ApiFile(directory);
        locks = new NamedLocks(file.access(), file.children());
    }

    @AfterEach
    void close() throws Exception {
        List<Thread> threads = threads();
        file.close();
        assertEnd(threads);
    }

    @Test
    void aLockOfSixSecondsIsKeptForLonger() throws Exception {
        LockHandle lock = locks.tryLock("l", PATIENT).orElseThrow();
        long until = file.number("SELECT unixepoch() + 8");
        assertThat(file.await(() -> {
                    assertThat(locks.tryLock("l", LockOptions.defaults())).isEmpty();
                    assertThat(lock.isHeld()).isTrue();
                    return file.number("SELECT unixepoch()") >= until;
                }))
                .isTrue();
        lock.close();
        assertThat(locks.tryLock("l", LockOptions.defaults())).isPresent();
    }

    @Test
    void oneThreadRenewsAllAndEndsWithTheLast() throws Exception {
        assertThat(threads()).isEmpty();
        LockHandle first = locks.tryLock("a", RENEWED).orElseThrow();
        LockHandle second = locks.tryLock("b", RENEWED).orElseThrow();
        assertThat(threads()).hasSize(1);
        first.close();
        assertThat(file.await(() -> file.number("SELECT expires_at > unixepoch() FROM _honker_locks") == 1))
                .isTrue();
        Thread thread = threads().get(0);
        second.close();
        thread.join(20_000);
        assertThat(thread.isAlive()).isFalse();
        locks.tryLock("c", RENEWED).orElseThrow();
        assertThat(threads()).hasSize(1);
    }

    @Test
    void aLockThatIsLostIsLoggedAndNoLongerHeld() throws Exception {
        try (LogLines log = new LogLines(Loggers.LOCK)) {
            LockHandle lock = locks.tryLock("l", RENEWED).orElseThrow();
            file.execute("UPDATE _honker_locks SET owner = 'thief', expires_at = unixepoch() + 60");
            assertThat(log.await("is lost")).contains("WARNING", "'l'", lock.owner());
            assertThat(lock.isHeld()).isFalse();
            assertThat(lock.renew()).isFalse();
        }
    }

    @Test
    void aRenewalThatFailsIsTriedAgainSoon() throws Exception {
        try (LogLines log = new LogLines(Loggers.LOCK)) {
            LockHandle lock = locks.tryLock("l", PATIENT).orElseThrow();
            long expiry = expiry();
            forbidRenewals();
            assertThat(log.await("could not be renewed")).contains("WARNING", "'l'");
            assertThat(lock.isHeld()).isTrue();
            file.execute("DROP TRIGGER no_renewal");
            assertThat(file.await(() -> expiry() > expiry)).isTrue();
            assertThat(lock.isHeld()).isTrue();
        }
    }

    @Test
    void renewalsThatFailUntilTheTimeIsOverEndWithAWarning() throws Exception {
        try (LogLines log = new LogLines(Loggers.LOCK)) {
            LockHandle lock = locks.tryLock("l", RENEWED).orElseThrow();
            forbidRenewals();
            assertThat(log.await("renewed no more")).contains("WARNING", "'l'");
            assertThat(lock.isHeld()).isFalse();
            file.execute("DROP TRIGGER no_renewal");
            assertThat(lock.renew()).as("nobody took it").isTrue();
            long expiry = expiry();
            assertThat(file.await(() -> expiry() > expiry)).isTrue();
        }
    }

    @Test
    void anOwnerWhoHasItAlreadyGetsItsWholeTime() throws SQLException {
        file.execute("INSERT INTO _honker_locks VALUES ('l', 'me', unixepoch() + 1)");
        locks.tryLock(
                        "l",
                        LockOptions.builder()
                                .owner("me")
                                .ttl(Duration.ofMinutes(5))
                                .autoRenew(true)
                                .build())
                .orElseThrow();
        assertThat(expiry() - file.number("SELECT unixepoch()")).isBetween(200L, 300L);
    }

    @Test
    void aShorterTimeBringsTheRenewalForward() throws Exception {
        LockHandle lock = locks.tryLock(
                        "l", LockOptions.builder().autoRenew(true).build())
                .orElseThrow();
        assertThat(lock.renew(Duration.ofSeconds(1))).isTrue();
        assertThat(file.await(() -> expiry() - file.number("SELECT unixepoch()") > 50))
                .isTrue();
    }

    @Test
    void aClosingDatabaseReleasesThemAndLogsNothing() throws Exception {
        try (LogLines log = new LogLines(Loggers.LOCK)) {
            LockHandle first = locks.tryLock("a", PATIENT).orElseThrow();
            LockHandle second = locks.tryLock("b", PATIENT).orElseThrow();
            List<Thread> threads = threads();
            file.children().close();
            assertThat(file.number("SELECT count(*) FROM _honker_locks")).isZero();
            assertThat(first.isHeld() || second.isHeld()).isFalse();
            assertThat(threads).hasSize(1);
            assertEnd(threads);
            assertThat(log.size()).isZero();
        }
    }

    @Test
    void takingOneInsideATransactionIsRefused() {
        assertThatThrownBy(() -> file.access().transaction(connection -> locks.tryLock("l", RENEWED)))
                .isInstanceOf(HonkerException.class)
                .hasMessageContaining("inside a transaction");
    }

    private void forbidRenewals() throws SQLException {
        file.execute("CREATE TRIGGER no_renewal BEFORE UPDATE ON _honker_locks BEGIN SELECT RAISE(ABORT, 'no'); END");
    }

    private long expiry() throws SQLException {
        return file.number("SELECT expires_at FROM _honker_locks WHERE name = 'l'");
    }

    /** The loop has ended then, and its thread is about to. */
    private void assertEnd(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(20_000);
        }
        assertThat(threads()).isEmpty();
    }

    private List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("honker-lock-renewal")
                        && thread.isAlive()
                        && !before.contains(thread))
                .toList();
    }
}
