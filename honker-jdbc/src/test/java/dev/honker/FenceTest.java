package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A handle of a claim that is over must not touch the next claim of the same job, even by the same worker. */
class FenceTest extends DatabaseFixture {

    @Test
    void aReleasedHandleDoesNotFitTheNextClaim() {
        Queue queue = db.queue("mail");
        queue.enqueue("{}");
        Job first = queue.claimOne("w").orElseThrow();
        assertThat(first.release()).isTrue();
        queue.claimOne("w").orElseThrow();
        assertThat(first.ack()).isFalse();
        assertThat(queue.size()).isOne();
    }

    @Test
    void aHandleFromBeforeAReplacementDoesNotFitTheClaimAfterIt() {
        Queue queue = db.queue("mail", QueueOptions.builder().maxAttempts(5).build());
        queue.enqueueUnique("k", "old", OnDuplicate.KEEP);
        Job late = queue.claimOne("w").orElseThrow();
        execute("UPDATE _honker_live SET claim_expires_at = unixepoch() - 1");
        Job other = queue.claimOne("other").orElseThrow();
        other.retry(Duration.ZERO, "");
        assertThat(queue.enqueueUnique("k", "new", OnDuplicate.REPLACE).outcome())
                .isEqualTo(UniqueJob.Outcome.REPLACED);
        assertThat(queue.claimOne("w").orElseThrow().payloadJson()).isEqualTo("new");
        assertThat(late.ack()).as("the ack of the old payload").isFalse();
        assertThat(queue.size()).isOne();
    }
}
