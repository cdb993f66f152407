package dev.honker.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.honker.it.support.OtherThread;
import java.sql.Connection;
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
