package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a result gives to who awaits it. */
class TaskResultTest extends TaskFixture {

    private TaskResult<Integer> result(long id) {
        return TaskResult.ofJob(db.queue("q"), id, Honker.json(Integer.class));
    }

    @Test
    void aValueIsThereAtOnceAndBelongsToNoJob() throws Exception {
        TaskResult<String> value = TaskResult.of("x");
        assertThat(value.isValue()).isTrue();
        assertThat(value.isDone()).isTrue();
        assertThat(value.get()).contains("x");
        assertThat(value.await(Duration.ZERO)).isEqualTo("x");
        assertThat(value.waitForAsync(WaitOptions.forever()).get()).isEqualTo("x");
        assertThat(TaskResult.of(null).get()).isEmpty();
        assertThatThrownBy(value::id).isInstanceOf(HonkerException.class).hasMessageContaining("belongs to no job");
    }

    @Test
    void aResultComesToAFutureAndItsFailureAsItIs() throws Exception {
        long id = db.queue("q").enqueue("{}");
        CompletableFuture<Integer> future = result(id).waitForAsync(WaitOptions.forever());
        CompletableFuture<Integer> other = result(id).waitForAsync(WaitOptions.forever(), Runnable::run);
        db.queue("q").saveResult(id, "7");
        assertThat(future.get(30, TimeUnit.SECONDS)).isEqualTo(7);
        assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo(7);
        long dead = db.queue("q").enqueue("{}");
        CompletableFuture<Integer> hopeless = result(dead).waitForAsync(WaitOptions.forever());
        db.queue("q").claimOne("w").orElseThrow().ack();
        db.queue("q").claimOne("w").orElseThrow().fail("broken");
        assertThatThrownBy(() -> hopeless.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(JobDeadException.class);
    }

    @Test
    void aResultThatIsNoSuchValueSaysSo() {
        long id = db.queue("q").enqueue("{}");
        db.queue("q").saveResult(id, "\"text\"");
        assertThatThrownBy(() -> result(id).await(SOON))
                .isInstanceOf(HonkerException.class)
                .hasMessageContaining("cannot decode the result of job " + id);
        assertThatThrownBy(() -> result(id).waitForAsync(WaitOptions.forever()).get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(HonkerException.class);
        assertThat(result(id).typed(Honker.json(String.class)).get()).contains("text");
    }

    @Test
    void awaitingHasALimitAndIsNotForTransactions() {
        long id = db.queue("q").enqueue("{}");
        assertThatThrownBy(() -> result(id).await(Duration.ZERO)).isInstanceOf(HonkerTimeoutException.class);
        assertThatThrownBy(() -> db.transactionVoid(tx -> result(id).await(SOON)))
                .isInstanceOf(HonkerException.class)
                .hasMessageContaining("call it before the transaction or after it");
        assertThat(result(id).waitForAsync(WaitOptions.forever()).cancel(false)).isTrue();
    }
}
