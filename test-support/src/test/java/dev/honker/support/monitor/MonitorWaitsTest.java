package dev.honker.support.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each way to wait inside a monitor is found, and no other. */
class MonitorWaitsTest {

    private static List<String> found() throws IOException {
        CallGraph graph = new CallGraph(Set.of());
        ClassFiles.addTo(graph, MonitorWaitsTest.class);
        return new MonitorWaits(graph).found(name -> name.contains("/monitor/Waiting"));
    }

    @Test
    void everyWaitInsideAMonitorIsFoundWithItsWay() throws IOException {
        assertThat(found())
                .containsExactlyInAnyOrder(
                        "Waiting.synchronizedMethod -> CountDownLatch.await",
                        "Waiting.objectWait -> Object.wait",
                        "Waiting.block -> Waiting.pause -> LockSupport.parkNanos",
                        "Waiting.blockThatIsLeftEarly -> Semaphore.acquire",
                        "Waiting.innerBlock -> ReentrantLock.lock",
                        "Waiting.behindAnInterface -> Waiting.Sleepy.run -> TimeUnit.sleep",
                        "Waiting.lambdaInAMap -> Waiting.lambda$lambdaInAMap$0 -> Waiting.pause -> LockSupport.parkNanos",
                        "Waiting.lambdaOfALibrary -> Waiting.lambda$lambdaOfALibrary$1 -> Waiting.pause -> LockSupport.parkNanos",
                        "Waiting.Kept.keptLambda -> Waiting.pause -> LockSupport.parkNanos",
                        "Waiting.runGuarded -> Waiting.lambda$givenWork$2 -> CountDownLatch.await",
                        "Waiting.statement -> PreparedStatement.executeUpdate",
                        "Waiting.future -> Future.get",
                        "Waiting.queue -> BlockingQueue.poll",
                        "Waiting.timedLock -> ReentrantLock.tryLock",
                        "Waiting.Initialized.<clinit> -> Waiting.Initialized.make -> LockSupport.park");
    }

    @Test
    void whatWaitsBesideAMonitorOrInAnotherThreadIsNotFound() throws IOException {
        assertThat(found())
                .isNotEmpty()
                .noneMatch(way ->
                        way.matches("Waiting\\.(besideABlock|tries|forAnotherThread|forLater|guardedByALock) .*"));
    }
}
