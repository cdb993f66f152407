package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a database says it has given out and not got back. */
class OpenHandlesTest extends DatabaseFixture {

    @Test
    void everyHandleIsNamedUntilItIsClosed() throws Exception {
        List<AutoCloseable> handles = List.of(
                db.queue("mail").worker("w", job -> {}),
                db.outbox("hooks", payload -> {}).runWorker("deliverer"),
                db.stream("orders").subscribe(event -> {}, SubscribeOptions.defaults()),
                db.listen("news"),
                db.listen("alarms", notification -> {}),
                db.scheduler().run(SchedulerOptions.builder().lockName("leader").build()),
                db.janitor(JanitorOptions.defaults()),
                db.updateEvents(),
                db.lock("printer", LockOptions.builder().owner("me").build()));
        assertThat(db.openHandles())
                .usingElementComparator((actual, start) -> actual.startsWith(start) ? 0 : 1)
                .containsExactly(
                        "worker w",
                        "worker deliverer",
                        "the subscription to stream orders",
                        "listener to channel news",
                        "the listener to channel alarms",
                        "scheduler ",
                        "the janitor",
                        "subscription to commits",
                        "lock 'printer' of owner me");
        assertThat(db.openHandles().get(0)).endsWith(" of queue mail");
        for (AutoCloseable handle : handles) {
            int before = db.openHandles().size();
            handle.close();
            assertThat(db.openHandles()).hasSize(before - 1);
        }
    }

    @Test
    void whatTheDatabaseRunsForItselfIsNoHandle() throws Exception {
        CompletableFuture<String> result =
                db.queue("mail").waitResultAsync(4711, WaitOptions.timeout(Duration.ofMinutes(1)));
        try (LockHandle renewed =
                db.lock("printer", LockOptions.builder().autoRenew(true).build())) {
            assertThat(db.openHandles()).containsExactly("lock 'printer' of owner " + renewed.owner());
        }
        assertThat(result).isNotDone();
        assertThat(db.openHandles()).isEmpty();
    }

    @Test
    void whatNobodyGotIsNotOpen() {
        Optional<LockHandle> first = db.tryLock("printer");
        assertThat(db.tryLock("printer")).isEmpty();
        assertThat(db.openHandles()).hasSize(1);
        first.orElseThrow().close();
        assertThat(db.openHandles()).isEmpty();
    }

    @Test
    void aWorkerWithoutThreadsIsAHandleToo() {
        try (Database inline =
                Honker.open(file, OpenOptions.builder().inline(true).build())) {
            WorkerHandle worker = inline.queue("mail").worker("w", job -> {});
            assertThat(inline.openHandles()).containsExactly("worker " + worker.workerId() + " of queue mail");
            worker.close();
            assertThat(inline.openHandles()).isEmpty();
        }
    }

    @Test
    void nothingIsOpenAfterTheEnd() {
        db.queue("mail").worker("w", job -> {});
        db.lock("printer");
        db.close();
        assertThat(db.openHandles()).isEmpty();
    }
}
