package dev.honker.spring;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.Event;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.Job;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Each bean is registered under the name of its class. */
class BadAnnotationsTest {

    @TempDir
    Path directory;

    static class NoSource {
        @HonkerListener
        void run() {}
    }

    @Test
    void aListenerNeedsASource() {
        refused(NoSource.class, "NoSource.run", "exactly one of queue, stream and channel must be given");
    }

    static class TwoSources {
        @HonkerListener(queue = "a", channel = "b")
        void run() {}
    }

    @Test
    void aListenerHasOneSourceOnly() {
        refused(TwoSources.class, "TwoSources.run", "exactly one of queue, stream and channel must be given");
    }

    static class Concurrent {
        @HonkerListener(queue = "a", concurrency = "0")
        void run() {}
    }

    @Test
    void limitsAreThoseOfTheApi() {
        refused(Concurrent.class, "Concurrent.run", "concurrency");
    }

    static class NoNumber {
        @HonkerListener(queue = "a", concurrency = "many")
        void run() {}
    }

    @Test
    void aNumberMustBeOne() {
        refused(NoNumber.class, "NoNumber.run", "concurrency = \"many\" can't be read");
    }

    static class NoDuration {
        @HonkerListener(queue = "a", timeout = "soon")
        void run() {}
    }

    @Test
    void aDurationMustBeOne() {
        refused(NoDuration.class, "NoDuration.run", "timeout = \"soon\" can't be read");
    }

    static class Unresolved {
        @HonkerListener(queue = "${no.such.property}")
        void run() {}
    }

    @Test
    void aPlaceholderMustHaveAValue() {
        refused(Unresolved.class, "Unresolved.run", "no.such.property");
    }

    static class Returning {
        @HonkerListener(queue = "a")
        String run() {
            return "";
        }
    }

    @Test
    void aListenerReturnsNothing() {
        refused(Returning.class, "Returning.run", "must return nothing, but returns java.lang.String");
    }

    static class Generic<T> {
        @HonkerListener(queue = "a")
        void run(List<T> payload) {}
    }

    @Test
    void aPayloadHasNoTypeVariables() {
        refused(Generic.class, "Generic.run", "parameter payload is of type java.util.List<T>");
    }

    interface Shape {}

    record Drawing(List<Shape> shapes) {}

    static class Unreadable {
        @HonkerListener(queue = "a")
        void run(List<Drawing> drawings) {}
    }

    static class UnreadableEvent {
        @HonkerListener(stream = "a")
        void run(Drawing drawing) {}
    }

    static class UnreadableNotification {
        @HonkerListener(channel = "a")
        void run(Drawing drawing) {}
    }

    @Test
    void aPayloadCanBeReadBack() {
        refused(Unreadable.class, "Unreadable.run", "parameter drawings");
        refused(Unreadable.class, "Unreadable.run", "Shape is abstract");
        refused(UnreadableEvent.class, "UnreadableEvent.run", "parameter drawing is of type");
        refused(UnreadableNotification.class, "UnreadableNotification.run", "parameter drawing is of type");
    }

    static class TwoPayloads {
        @HonkerListener(queue = "a")
        void run(String one, Integer other) {}
    }

    @Test
    void thereIsOnePayload() {
        refused(TwoPayloads.class, "TwoPayloads.run", "has two");
    }

    static class SlowChannel {
        @HonkerListener(channel = "a", maxAttempts = "3")
        void run(String text) {}
    }

    @Test
    void whatHasNoMeaningIsRefused() {
        refused(SlowChannel.class, "SlowChannel.run", "maxAttempts has no meaning for a channel");
    }

    static class NoConsumer {
        @HonkerListener(stream = "a", transactional = true)
        void run(String text) {}
    }

    @Test
    void aTransactionalStreamListenerNeedsAConsumer() {
        refused(NoConsumer.class, "NoConsumer.run", "transactional needs a consumer");
    }

    static class SameId {
        @HonkerListener(queue = "a", id = "same")
        void one() {}

        @HonkerListener(queue = "a", id = "same")
        void other() {}
    }

    @Test
    void anIdIsTakenOnce() {
        refused(SameId.class, "SameId.", "the id 'same' is taken");
    }

    static class TwoSettings {
        @HonkerListener(queue = "a", maxAttempts = "3")
        void one() {}

        @HonkerListener(queue = "a", maxAttempts = "5")
        void other() {}
    }

    @Test
    void aQueueHasOneNumberOfAttempts() {
        refused(TwoSettings.class, "TwoSettings.", "queue 'a' must be the same as those of");
    }

    static class PrivateInProxy {
        @Transactional
        public void work() {}

        @HonkerListener(queue = "a")
        private void run() {}
    }

    @Test
    void aProxyMustReachTheMethod() {
        refused(PrivateInProxy.class, "PrivateInProxy.run", "visibility");
    }

    static class NoManager {
        @HonkerListener(queue = "a", transactional = true, transactionManager = "nobody")
        void run() {}
    }

    @Test
    void theTransactionManagerMustExist() {
        refused(NoManager.class, "NoManager.run", "nobody");
    }

    static class NoCron {
        @HonkerScheduled
        void run() {}
    }

    @Test
    void aScheduleNeedsATime() {
        refused(NoCron.class, "NoCron.run", "exactly one of cron and every must be given");
    }

    static class BadCron {
        @HonkerScheduled(cron = "0 24 * * *")
        void run() {}
    }

    @Test
    void aCronMustBeOne() {
        refused(BadCron.class, "BadCron.run", "out of range [0,23]");
    }

    static class ScheduledPayload {
        @HonkerScheduled(every = "1s")
        void run(Job job, String text) {}
    }

    @Test
    void aScheduledMethodHasNoPayload() {
        refused(ScheduledPayload.class, "ScheduledPayload.run", "must be a Job or an Instant");
    }

    static class TwoZones {
        @HonkerScheduled(cron = "0 3 * * *", zone = "Europe/Berlin")
        void one() {}

        @HonkerScheduled(cron = "0 3 * * *", zone = "Asia/Tokyo")
        void other() {}
    }

    @Test
    void allSchedulesHaveOneZone() {
        refused(TwoZones.class, "TwoZones.", "zone must be the same for all schedules");
    }

    static class ForeignMessage {
        @HonkerListener(queue = "a")
        void run(Event event) {}
    }

    @Test
    void aQueuesListenerTakesNoEvent() {
        refused(
                ForeignMessage.class,
                "ForeignMessage.run",
                "can't be of type Event here; honker's types that it can have are [Job]");
    }

    static class ForeignJob {
        @HonkerListener(stream = "a")
        void run(Job job) {}
    }

    @Test
    void aStreamsListenerTakesNoJob() {
        refused(
                ForeignJob.class,
                "ForeignJob.run",
                "can't be of type Job here; honker's types that it can have are [Event]");
    }

    static class ApartMethod {
        @Transactional(propagation = Propagation.REQUIRES_NEW)
        @HonkerListener(queue = "a", transactional = true)
        public void run() {}
    }

    @Test
    void aTransactionalListenerHasNoTransactionOfItsOwn() {
        refused(ApartMethod.class, "ApartMethod.run", "REQUIRES_NEW");
    }

    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    static class ApartClass {
        @HonkerListener(stream = "a", consumer = "b", transactional = true)
        public void run() {}
    }

    @Test
    void aTransactionalListenerDoesNotLeaveItsTransactionByItsClass() {
        refused(ApartClass.class, "ApartClass.run", "NOT_SUPPORTED");
    }

    static class NeverScheduled {
        @Transactional(propagation = Propagation.NEVER)
        @HonkerScheduled(every = "1h", transactional = true)
        public void run() {}
    }

    @Test
    void aTransactionalScheduleDoesNotRefuseItsTransaction() {
        refused(NeverScheduled.class, "NeverScheduled.run", "NEVER");
    }

    static class Static {
        @HonkerListener(queue = "a")
        static void run() {}
    }

    @Test
    void aListenerIsAMethodOfAnObject() {
        refused(Static.class, "Static.run", "must not be static");
    }

    static class FinalInProxy {
        @Transactional
        public void work() {}

        @HonkerListener(queue = "a")
        public final void run() {}
    }

    @Test
    void aProxyMustBeAbleToReplaceTheMethod() {
        refused(FinalInProxy.class, "FinalInProxy.run", "must not be final");
    }

    private void refused(Class<?> bean, String method, String why) {
        assertThatThrownBy(() -> Started.on(directory.resolve("app.db"), bean).close())
                .satisfiesAnyOf(
                        thrown -> org.assertj.core.api.Assertions.assertThat(thrown)
                                .isInstanceOf(HonkerInvalidOptionException.class)
                                .hasMessageContaining(method)
                                .hasMessageContaining("bean '")
                                .hasMessageContaining(why),
                        thrown -> org.assertj.core.api.Assertions.assertThat(thrown)
                                .rootCause()
                                .isInstanceOf(HonkerInvalidOptionException.class)
                                .hasMessageContaining(method)
                                .hasMessageContaining("bean '")
                                .hasMessageContaining(why));
    }
}
