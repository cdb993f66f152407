package dev.honker.internal.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a write-ahead log is reported; no database is open here, so files of any size stand for one. */
class WalGrowthTest {

    private static final int PAGE = 4096;
    private static final int PAGES = 100;
    private static final long LIMIT = (long) WalGrowth.MOST_CHECKPOINTS * PAGES * PAGE;

    @TempDir
    private Path folder;

    private Path database;
    private WalGrowth growth;
    private final List<Long> reported = new ArrayList<>();
    private int pageQuestions;
    private long now = System.nanoTime();

    @BeforeEach
    void make() throws IOException {
        database = Files.createFile(folder.resolve("app.db"));
        growth = new WalGrowth(FileIdentity.of(database), (file, path, bytes, limit) -> {
            assertThat(path).isEqualTo(database);
            assertThat(limit % (WalGrowth.MOST_CHECKPOINTS * (long) PAGE)).isZero();
            reported.add(bytes);
        });
        growth.checkpointsAfter(PAGES);
    }

    private void look(long bytes) throws IOException {
        try (RandomAccessFile wal = new RandomAccessFile(database + "-wal", "rw")) {
            wal.setLength(bytes);
        }
        now += TimeUnit.SECONDS.toNanos(1);
        growth.look(now, database, this::pageBytes);
    }

    private long pageBytes() {
        pageQuestions++;
        return PAGE;
    }

    @Test
    void nothingIsReportedWithoutALogOrWithinTheLimit() throws IOException {
        growth.look(now, database, this::pageBytes);
        look(0);
        look(LIMIT / 100);
        assertThat(pageQuestions).as("questions about a small log").isZero();
        look(LIMIT - 1);
        assertThat(reported).isEmpty();
    }

    @Test
    void itIsReportedFromTheLimitAndAgainEachTimeThatItHasDoubled() throws IOException {
        look(LIMIT);
        look(LIMIT);
        look(2 * LIMIT - 1);
        look(2 * LIMIT);
        look(3 * LIMIT);
        look(5 * LIMIT);
        assertThat(reported).containsExactly(LIMIT, 2 * LIMIT, 5 * LIMIT);
        assertThat(pageQuestions).isOne();
    }

    @Test
    void aLogThatWasSmallAgainIsReportedAnew() throws IOException {
        look(3 * LIMIT);
        look(0);
        look(LIMIT);
        assertThat(reported).containsExactly(3 * LIMIT, LIMIT);
    }

    @Test
    void itIsLookedAtOnceASecondAtMost() throws IOException {
        look(0);
        long last = now;
        look(LIMIT);
        assertThat(reported).hasSize(1);
        look(4 * LIMIT);
        growth.look(now + TimeUnit.SECONDS.toNanos(1) - 1, database, this::pageBytes);
        look(8 * LIMIT);
        growth.look(last, database, this::pageBytes);
        assertThat(reported).containsExactly(LIMIT, 4 * LIMIT, 8 * LIMIT);
        try (RandomAccessFile wal = new RandomAccessFile(database + "-wal", "rw")) {
            wal.setLength(64 * LIMIT);
        }
        growth.look(now + TimeUnit.SECONDS.toNanos(1) - 1, database, this::pageBytes);
        assertThat(reported).hasSize(3);
    }

    @Test
    void theLargestCheckpointOfAllConnectionsCounts() throws IOException {
        growth.checkpointsAfter(10 * PAGES);
        growth.checkpointsAfter(1);
        growth.checkpointsAfter(0);
        look(10 * LIMIT - 1);
        assertThat(reported).isEmpty();
        look(10 * LIMIT);
        assertThat(reported).hasSize(1);
    }

    @Test
    void anApplicationThatCheckpointsByItselfHearsNothing() throws IOException {
        growth = new WalGrowth(FileIdentity.of(database), (file, path, bytes, limit) -> reported.add(bytes));
        growth.checkpointsAfter(0);
        look(WalGrowth.DEFAULT_CHECKPOINT_PAGES * 100L * PAGE);
        assertThat(reported).isEmpty();
    }

    @Test
    void aFileOfConnectionsWithoutHonkersDefaultsHasTheLimitOfTheDefault() throws IOException {
        growth = new WalGrowth(FileIdentity.of(database), (file, path, bytes, limit) -> reported.add(bytes));
        long limit = (long) WalGrowth.MOST_CHECKPOINTS * WalGrowth.DEFAULT_CHECKPOINT_PAGES * PAGE;
        look(limit - 1);
        assertThat(reported).isEmpty();
        look(limit);
        assertThat(reported).containsExactly(limit);
    }

    @Test
    void whatTheReportThrowsReachesNobody() throws IOException {
        growth = new WalGrowth(FileIdentity.of(database), (file, path, bytes, limit) -> {
            reported.add(bytes);
            throw new IllegalStateException("no log today");
        });
        growth.checkpointsAfter(PAGES);
        look(LIMIT);
        look(2 * LIMIT);
        assertThat(reported).containsExactly(LIMIT, 2 * LIMIT);
    }
}
