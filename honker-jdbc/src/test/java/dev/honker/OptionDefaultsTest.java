package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** The defaults, and the limits that are not alike for all options. */
class OptionDefaultsTest {

    @Test
    void aQueueClaimsForFiveMinutesAndTriesThreeTimes() {
        assertThat(QueueOptions.defaults().visibilityTimeout()).isEqualTo(Duration.ofSeconds(300));
        assertThat(QueueOptions.defaults().maxAttempts()).isEqualTo(3);
    }

    @Test
    void anEnqueueIsDueNowWithThePriorityZeroAndWhatTheQueueSays() {
        EnqueueOptions options = EnqueueOptions.defaults();
        assertThat(options.runAt()).isEmpty();
        assertThat(options.delay()).isEmpty();
        assertThat(options.priority()).isZero();
        assertThat(options.expires()).isEmpty();
        assertThat(options.maxAttempts()).isEmpty();
    }

    @Test
    void optionsOfAnEnqueueAreEqualIfEachOfThemIs() {
        assertThat(everything().build())
                .isEqualTo(everything().build())
                .hasSameHashCodeAs(everything().build());
        assertThat(everything().runAt(Instant.MAX).build())
                .isNotEqualTo(everything().build());
        assertThat(everything().delay(Duration.ofSeconds(9)).build())
                .isNotEqualTo(everything().build());
        assertThat(everything().priority(9).build()).isNotEqualTo(everything().build());
        assertThat(everything().expires(Duration.ofSeconds(9)).build())
                .isNotEqualTo(everything().build());
        assertThat(everything().maxAttempts(9).build())
                .isNotEqualTo(everything().build());
        assertThat(EnqueueOptions.builder().build())
                .isEqualTo(EnqueueOptions.defaults())
                .isNotEqualTo("");
    }

    private static EnqueueOptions.Builder everything() {
        return EnqueueOptions.builder()
                .runAt(Instant.EPOCH)
                .delay(Duration.ofSeconds(1))
                .priority(1)
                .expires(Duration.ofSeconds(20))
                .maxAttempts(1);
    }

    @Test
    void anEnqueueKeepsWhatIsSet() {
        EnqueueOptions options = EnqueueOptions.builder()
                .runAt(Instant.EPOCH)
                .delay(Duration.ofMillis(900))
                .priority(-5)
                .expires(Duration.ofMillis(901))
                .maxAttempts(7)
                .build();
        assertThat(options.runAt()).contains(Instant.EPOCH);
        assertThat(options.delay()).contains(Duration.ofMillis(900));
        assertThat(options.priority()).isEqualTo(-5);
        assertThat(options.expires()).contains(Duration.ofMillis(901));
        assertThat(options.maxAttempts()).hasValue(7);
    }

    @Test
    void aWorkerRunsOneJobAtATimeAndPollsEveryFiveSeconds() {
        WorkerOptions options = WorkerOptions.defaults();
        assertThat(options.concurrency()).isEqualTo(1);
        assertThat(options.idlePollInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.stopTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(options.executor()).isEmpty();
        assertThat(options.virtualThreads()).isFalse();
        assertThat(options.timeout()).isEmpty();
        assertThat(options.backoff())
                .isEqualTo(Backoff.exponential(Duration.ofSeconds(5), 2, Duration.ofHours(1), 0.1));
    }

    @Test
    void aWorkerHasAtMost1024Slots() {
        assertThat(WorkerOptions.builder().concurrency(1024).build().concurrency())
                .isEqualTo(1024);
        assertThatThrownBy(() -> WorkerOptions.builder().concurrency(1025))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessage("concurrency must be between 1 and 1024, but is 1025");
    }

    @Test
    void aDefaultRetryDelayIsAFixedBackoff() {
        assertThat(WorkerOptions.builder()
                        .defaultRetryDelay(Duration.ofSeconds(60))
                        .build()
                        .backoff())
                .isEqualTo(Backoff.fixed(Duration.ofSeconds(60)));
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void virtualThreadsAreRefusedBeforeJava21() {
        assertThatThrownBy(() -> WorkerOptions.builder().virtualThreads(true))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageStartingWith("virtualThreads must be false before Java 21");
    }

    @Test
    @Tag("virtual-threads")
    @EnabledForJreRange(min = JRE.JAVA_21)
    void virtualThreadsAreRefusedTogetherWithAnExecutor() {
        WorkerOptions.Builder builder = WorkerOptions.builder().virtualThreads(true);
        assertThat(builder.build().virtualThreads()).isTrue();
        assertThatThrownBy(() -> builder.executor(Runnable::run).build())
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessage("virtualThreads must be false together with an executor, but is true");
    }

    @Test
    void anOutboxTriesFiveTimesFromFiveSecondsOn() {
        OutboxOptions options = OutboxOptions.defaults();
        assertThat(options.maxAttempts()).isEqualTo(5);
        assertThat(options.baseBackoff()).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.visibilityTimeout()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void aSubscriptionSavesEveryThousandEventsOrEverySecond() {
        SubscribeOptions options = SubscribeOptions.defaults();
        assertThat(options.consumer()).isEmpty();
        assertThat(options.fromOffset()).isEmpty();
        assertThat(options.saveEveryN()).isEqualTo(1000);
        assertThat(options.saveEvery()).isEqualTo(Duration.ofSeconds(1));
        assertThat(options.manualSave()).isFalse();
        assertThat(options.pollTimeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(options.maxAttempts()).isEqualTo(5);
        assertThat(options.stopTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(options.executor()).isEmpty();
    }

    @Test
    void manualSaveTurnsBothTriggersOff() {
        SubscribeOptions options =
                SubscribeOptions.builder().consumer("c").manualSave().build();
        assertThat(options.manualSave()).isTrue();
        assertThat(options.saveEveryN()).isZero();
        assertThat(options.saveEvery()).isZero();
        assertThat(SubscribeOptions.builder().saveEveryN(0).build().manualSave())
                .isFalse();
    }

    @Test
    void aSubscriptionStartsAtAnyOffsetFromZeroOn() {
        assertThat(SubscribeOptions.builder().fromOffset(Long.MAX_VALUE).build().fromOffset())
                .hasValue(Long.MAX_VALUE);
        assertThatThrownBy(() -> SubscribeOptions.builder().fromOffset(-1))
                .hasMessage("fromOffset must not be negative, but is -1");
    }

    @Test
    void aSchedulesJobsMayBeTriedThreeTimes() {
        assertThat(ScheduleOptions.defaults().maxAttempts()).isEqualTo(3);
        assertThat(ScheduleOptions.defaults().priority()).isZero();
        assertThat(ScheduleOptions.defaults().expires()).isEmpty();
    }

    @Test
    void aSchedulerStandsByForTheSharedLockOfAMinute() {
        SchedulerOptions options = SchedulerOptions.defaults();
        assertThat(options.lockName()).isEqualTo("honker-scheduler");
        assertThat(options.lockTtl()).isEqualTo(Duration.ofSeconds(60));
        assertThat(options.heartbeatEvery()).isEqualTo(Duration.ofSeconds(20));
        assertThat(options.idlePollInterval()).isEqualTo(Duration.ofSeconds(15));
        assertThat(options.stopTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(options.standby()).isTrue();
        assertThat(options.listener()).isEmpty();
        assertThat(options.executor()).isEmpty();
    }

    @Test
    void aSchedulerRenewsItsLockBeforeItEnds() {
        assertThat(SchedulerOptions.builder()
                        .lockTtl(Duration.ofSeconds(6))
                        .build()
                        .heartbeatEvery())
                .isEqualTo(Duration.ofSeconds(2));
        assertThatThrownBy(() -> SchedulerOptions.builder()
                        .heartbeatEvery(Duration.ofSeconds(60))
                        .build())
                .hasMessage("heartbeatEvery must be shorter than lockTtl, which is 60 s, but is 60 s");
        assertThatThrownBy(() -> SchedulerOptions.builder().lockTtl(Duration.ofSeconds(1)))
                .hasMessage("lockTtl must be at least 2 s, but is 1 s");
    }

    @Test
    void anUpdateThatChangesNothingIsRefused() {
        assertThatThrownBy(() -> ScheduleUpdate.builder().build())
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageStartingWith("an update of a schedule must change something");
    }

    @Test
    void aListenerPollsEvery15Seconds() {
        assertThat(ListenOptions.defaults().pollTimeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(ListenOptions.defaults().stopTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(ListenOptions.defaults().executor()).isEmpty();
    }

    @Test
    void aWaitIsForeverWithAPollEvery15Seconds() {
        assertThat(WaitOptions.defaults()).isSameAs(WaitOptions.forever());
        assertThat(WaitOptions.forever().timeout()).isEmpty();
        assertThat(WaitOptions.forever().fallbackPollInterval()).isEqualTo(Duration.ofSeconds(15));
        assertThat(WaitOptions.forever().endWhenGone()).isFalse();
        assertThat(WaitOptions.builder().timeout(null).build().timeout()).isEmpty();
        assertThat(WaitOptions.timeout(Duration.ZERO).timeout()).contains(Duration.ZERO);
        assertThatThrownBy(() -> WaitOptions.timeout(null))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessage("timeout must not be null");
        assertThatThrownBy(() -> WaitOptions.timeout(Duration.ofSeconds(-1)))
                .hasMessage("timeout must not be negative, but is -1 s");
    }

    @Test
    void aResultNeverExpiresUnlessItIsGivenATime() {
        assertThat(ResultOptions.defaults()).isSameAs(ResultOptions.neverExpires());
        assertThat(ResultOptions.neverExpires().ttl()).isEmpty();
        assertThat(ResultOptions.ttl(Duration.ofHours(1)).ttl()).contains(Duration.ofHours(1));
        assertThatThrownBy(() -> ResultOptions.ttl(Duration.ofSeconds(-1)))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessage("ttl must be positive, but is -1 s");
    }

    @Test
    void aLockIsHeldForAMinuteByARandomOwner() {
        assertThat(LockOptions.defaults().ttl()).isEqualTo(Duration.ofSeconds(60));
        assertThat(LockOptions.defaults().owner()).isEmpty();
        assertThat(LockOptions.defaults().autoRenew()).isFalse();
    }

    @Test
    void nothingIsPrunedOrCleanedUnlessItIsSet() {
        assertThat(NotificationPruneOptions.defaults().olderThan()).isEmpty();
        assertThat(NotificationPruneOptions.defaults().maxKeep()).isEmpty();
        JanitorOptions options = JanitorOptions.defaults();
        assertThat(options.every()).isEqualTo(Duration.ofMinutes(1));
        assertThat(options.notificationsOlderThan()).isEmpty();
        assertThat(options.notificationsMaxKeep()).isEmpty();
        assertThat(options.deadLettersOlderThan()).isEmpty();
        assertThat(options.expiredResults()).isFalse();
        assertThat(options.rateLimitsOlderThan()).isEmpty();
        assertThat(options.streamEventsOlderThan()).isEmpty();
        assertThat(options.expiredJobs()).isFalse();
        assertThat(options.expiredLocks()).isFalse();
        assertThat(options.uniqueKeys()).isFalse();
    }

    @Test
    void aDatabaseIsOpenedInWalModeAndPolledEveryMillisecond() {
        OpenOptions options = OpenOptions.defaults();
        assertThat(options.maxReaders()).isEqualTo(8);
        assertThat(options.busyTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.journalMode()).isEqualTo("WAL");
        assertThat(options.synchronous()).isEqualTo("NORMAL");
        assertThat(options.walAutocheckpoint()).isEqualTo(10_000);
        assertThat(options.inline()).isFalse();
        assertThat(options.watcherOptions().backend()).isEqualTo(WatcherBackend.AUTO);
        assertThat(options.watcherOptions().pollInterval()).isEqualTo(Duration.ofMillis(1));
        assertThat(options.clock()).isEqualTo(Clock.systemUTC());
    }

    @Test
    void aTaskIsTriedAsOftenAsItsQueueSaysAndWaitsFromAMinuteToAnHour() {
        TaskOptions options = TaskOptions.defaults();
        assertThat(options.retries()).isEmpty();
        assertThat(options.retryDelay()).isEqualTo(Duration.ofSeconds(60));
        assertThat(options.backoff()).isEqualTo(2);
        assertThat(options.maxRetryDelay()).isEqualTo(Duration.ofHours(1));
        assertThat(options.jitter()).isEqualTo(0.1);
        assertThat(options.delays())
                .isEqualTo(Backoff.exponential(Duration.ofSeconds(60), 2, Duration.ofHours(1), 0.1));
        assertThat(options.timeout()).isEmpty();
        assertThat(options.priority()).isZero();
        assertThat(options.expires()).isEmpty();
        assertThat(options.storeResult()).isTrue();
        assertThat(options.resultTtl()).isEqualTo(Duration.ofHours(1));
        assertThat(options.noRetryFor()).isEmpty();
    }

    @Test
    void aTasksLongRetryDelayWinsOverTheLongestAndNoneIsNone() {
        TaskOptions.Builder builder =
                TaskOptions.builder().retryDelay(Duration.ofHours(2)).jitter(0);
        assertThat(builder.build().delays().delay(5)).isEqualTo(Duration.ofHours(2));
        assertThat(builder.retryDelay(Duration.ZERO).build().delays().delay(5)).isZero();
        assertThatThrownBy(() -> builder.backoff(0.5)).hasMessage("backoff must be at least 1 and finite, but is 0.5");
        assertThatThrownBy(() -> builder.jitter(2)).hasMessage("jitter must be between 0 and 1, but is 2.0");
    }

    @Test
    void aTaskWorkerUsesEveryProcessorForEachQueue() {
        TaskWorkerOptions options = TaskWorkerOptions.defaults();
        assertThat(options.concurrency())
                .isEqualTo(Math.min(1024, Runtime.getRuntime().availableProcessors()));
        assertThat(options.idlePollInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.stopTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(options.queues()).isEmpty();
        assertThat(options.virtualThreads()).isFalse();
        assertThat(options.periodic()).isTrue();
    }

    @Test
    void journalModesAndSynchronousAreTakenInAnyCaseAndNothingElseIs() {
        assertThat(OpenOptions.builder().journalMode("delete").build().journalMode())
                .isEqualTo("DELETE");
        assertThat(OpenOptions.builder().synchronous("full").build().synchronous())
                .isEqualTo("FULL");
        assertThatThrownBy(() -> OpenOptions.builder().synchronous("half"))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessage("synchronous must be one of OFF, NORMAL, FULL, EXTRA, but is \"half\"");
    }
}
