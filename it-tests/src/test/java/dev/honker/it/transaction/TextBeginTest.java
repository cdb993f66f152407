package dev.honker.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.honker.it.support.OtherThread;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever holds SQLite's write lock, by whatever text and thread, never waits for one who waits for that lock. */
@Tag("write-lock")
class TextBeginTest extends RuleTest {

    private static final String INSERT = "INSERT INTO t(n) VALUES (5)";
    private static final int AWHILE = 5_000;

    @ParameterizedTest
    @CsvSource({
        "BEGIN IMMEDIATE, COMMIT, true",
        "BEGIN IMMEDIATE, COMMIT, false",
        "BEGIN EXCLUSIVE, END, false",
        "BEGIN, COMMIT, true",
        "SAVEPOINT x, RELEASE x, true"
    })
    void aTransactionBegunByTextEndsWhileAnotherThreadWaitsForIt(String begin, String end, boolean writesFirst)
            throws Exception {
        onBoth(ground -> {
            for (boolean manual : new boolean[] {true, false}) {
                long before = ground.rows();
                Connection waiting = ground.open(AWHILE);
                waiting.setAutoCommit(!manual);
                Connection holder = ground.open(500);
                Ground.run(holder, begin);
                if (writesFirst) {
                    Ground.run(holder, INSERT);
                }
                OtherThread<Void> other = OtherThread.run("waiting", () -> {
                            Ground.run(waiting, INSERT);
                            if (manual) {
                                waiting.commit();
                            }
                        })
                        .onceItWaitsForALock();
                assertThatCode(() -> {
                            Ground.run(holder, INSERT);
                            Ground.run(holder, end);
                        })
                        .as("the holder, while the other waits")
                        .doesNotThrowAnyException();
                other.get();
                assertThat(ground.rows() - before).isEqualTo(writesFirst ? 3 : 2);
                waiting.close();
                holder.close();
            }
        });
    }

    @Test
    void aTransactionThatIsBegunByTextWaitsInTheQueueAndHoldsTheLockUntilItsEnd() throws Exception {
        onHonker(ground -> {
            for (boolean manual : new boolean[] {true, false}) {
                Connection holder = ground.openManual();
                Ground.run(holder, INSERT);
                Connection waiting = ground.open(Ground.PATIENT);
                waiting.setAutoCommit(!manual);
                CountDownLatch begun = new CountDownLatch(1);
                CountDownLatch ending = new CountDownLatch(1);
                OtherThread<Void> other = OtherThread.run("by text", () -> {
                            Ground.run(waiting, "BEGIN IMMEDIATE");
                            begun.countDown();
                            ending.await();
                            Ground.run(waiting, "COMMIT");
                        })
                        .onceItIsInside("dev.honker.internal.sqlite.WriterLock");
                holder.commit();
                assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
                Connection third = ground.open(Ground.PATIENT);
                OtherThread<Void> behind = OtherThread.run("behind", () -> Ground.run(third, INSERT))
                        .onceItIsInside("dev.honker.internal.sqlite.WriterLock");
                ending.countDown();
                other.get();
                behind.get();
            }
        });
    }

    @Test
    void writersByTextKeepNobodyElseWaitingForLong() throws Exception {
        onHonker(ground -> {
            AtomicBoolean over = new AtomicBoolean();
            List<OtherThread<Void>> loops = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Connection looping = ground.open(Ground.PATIENT);
                loops.add(OtherThread.run("by text " + i, () -> {
                    while (!over.get()) {
                        Ground.run(looping, "BEGIN IMMEDIATE");
                        Ground.run(looping, INSERT);
                        Ground.run(looping, "COMMIT");
                    }
                }));
            }
            try {
                Connection other = ground.openManual();
                for (int i = 0; i < 100 * REPEAT; i++) {
                    Ground.run(other, INSERT);
                    other.commit();
                }
            } finally {
                over.set(true);
                for (OtherThread<Void> loop : loops) {
                    loop.get();
                }
            }
        });
    }

    @Test
    void aTransactionThatIsNowUsedByAnotherThreadIsWaitedFor() throws Exception {
        onHonker(ground -> {
            Connection waiting = ground.open(Ground.PATIENT);
            Connection shared = ground.openManual();
            Ground.run(shared, INSERT);
            Thread here = Thread.currentThread();
            Threads.onThread("the other user", () -> Ground.run(shared, INSERT));
            OtherThread<Void> committing = OtherThread.run("the other user", () -> {
                Ground.run(shared, INSERT);
                OtherThread.awaitWaitingForALock(here);
                shared.commit();
            });
            Ground.run(waiting, INSERT);
            committing.get();
            assertThat(ground.rows()).isEqualTo(5);
        });
    }
}
