package dev.honker.internal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Background transactions come in slices, and leave the foreground its share. */
class BackgroundShareTest {

    private static final long TRANSACTION = TimeUnit.MICROSECONDS.toNanos(100);

    // why near the end: times of nanoTime may overflow
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - BackgroundShare.SLICE_NANOS);
    private final BackgroundShare share = new BackgroundShare(now::get);

    @Test
    void theFirstBackgroundTransactionIsDueAtOnce() {
        assertThat(share.isDue()).isTrue();
        assertThat(share.isReserved()).isFalse();
    }

    @Test
    void withoutACrowdNothingIsReserved() {
        transaction(false);
        assertThat(share.isReserved()).isFalse();
        assertThat(share.isDue()).isFalse();
    }

    @Test
    void inACrowdTheLockIsReservedForTheNextTransaction() {
        transaction(true);
        assertThat(share.isReserved()).isTrue();
        assertThat(share.isDue()).isTrue();
        now.addAndGet(BackgroundShare.RETURN_NANOS);
        assertThat(share.isReserved()).isFalse();
        assertThat(share.isDue()).isFalse();
    }

    @Test
    void aSliceEndsAndTheForegroundHasThreeTimesAsLong() {
        long start = now.get();
        do {
            transaction(true);
        } while (share.isReserved());
        long slice = now.get() - start;
        assertThat(slice).isBetween(BackgroundShare.SLICE_NANOS, BackgroundShare.SLICE_NANOS + TRANSACTION);
        now.addAndGet(BackgroundShare.FOREGROUND_SHARE * slice - 1);
        assertThat(share.isDue()).isFalse();
        now.addAndGet(1);
        assertThat(share.isDue()).isTrue();
    }

    @Test
    void aReservationInVainIsFollowedByEverMoreTransactionsWithoutOne() {
        transaction(true);
        assertThat(inVain()).isEqualTo(1);
        assertThat(inVain()).isEqualTo(3);
        assertThat(inVain()).isEqualTo(7);
    }

    @Test
    void aTransactionThatComesInTimeEndsThePenalty() {
        transaction(true);
        inVain();
        inVain();
        transaction(true);
        assertThat(inVain()).isEqualTo(1);
    }

    /** Lets the reservation pass; returns how many transactions follow without one. */
    private int inVain() {
        assertThat(share.isReserved()).isTrue();
        int without = 0;
        while (true) {
            now.addAndGet(BackgroundShare.RETURN_NANOS);
            transaction(true);
            if (share.isReserved()) {
                return without;
            }
            without++;
        }
    }

    private void transaction(boolean crowded) {
        share.acquired();
        now.addAndGet(TRANSACTION);
        share.releasing(crowded);
    }
}
