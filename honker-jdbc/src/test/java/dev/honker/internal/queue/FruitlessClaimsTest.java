package dev.honker.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When a worker holds its claims back, and when it must not. */
class FruitlessClaimsTest {

    private final FruitlessClaims fruitless = new FruitlessClaims();

    @Test
    void aLostRaceNowAndThenDelaysNoClaimHoweverManyThereWere() {
        for (int race = 0; race < 1000; race++) {
            fruitless.claimed(0);
            fruitless.nothingDue();
            assertThat(fruitless.pauseNanos()).isZero();
        }
    }

    @Test
    void whatIsDueAndCannotBeClaimedIsTriedLessAndLessOftenUpToABound() {
        for (int i = 0; i < 8; i++) {
            assertThat(fruitless.pauseNanos()).isZero();
            fruitless.claimed(0);
        }
        assertThat(fruitless.pauseNanos()).isEqualTo(10_000_000);
        for (int i = 0; i < 1000; i++) {
            fruitless.claimed(0);
        }
        assertThat(fruitless.pauseNanos()).isEqualTo(1_280_000_000);
    }

    @Test
    void aClaimThatSucceedsEndsThePauses() {
        for (int i = 0; i < 20; i++) {
            fruitless.claimed(0);
        }
        fruitless.claimed(1);
        assertThat(fruitless.pauseNanos()).isZero();
    }
}
