package dev.honker.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Interrupting users' code and nothing else. */
class UserCallTest {

    private final UserCall call = new UserCall();

    @Test
    void whatRunsIsInterruptedAndTheFlagIsTakenAway() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        AtomicBoolean flag = new AtomicBoolean(true);
        AtomicReference<Exception> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                call.run(() -> {
                    inside.countDown();
                    new CountDownLatch(1).await();
                });
            } catch (Exception e) {
                thrown.set(e);
            }
            flag.set(Thread.currentThread().isInterrupted());
        });
        thread.start();
        assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
        call.interrupt();
        thread.join(20_000);
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(flag).isFalse();
        assertThat(call.isInterrupted()).isTrue();
    }

    @Test
    void codeThatSwallowsTheInterruptLeavesNoFlagBehind() throws Exception {
        call.run(() -> {
            call.interrupt();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        });
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void whatHasNotBegunNeverBegins() {
        call.interrupt();
        AtomicBoolean begun = new AtomicBoolean();
        assertThatThrownBy(() -> call.run(() -> begun.set(true))).isInstanceOf(InterruptedException.class);
        assertThat(begun).isFalse();
    }

    @Test
    void aFlagThatTheCodeLeavesIsTakenAwayToo() throws Exception {
        call.run(() -> Thread.currentThread().interrupt());
        assertThat(Thread.interrupted()).isFalse();
        assertThatThrownBy(() -> call.run(() -> {
                    throw new InterruptedException("of the test");
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }
}
