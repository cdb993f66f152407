package dev.honker.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.support.docs.Pages;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The public classes and methods of the published Java binding are here too, but for the listed ones. */
class DocsPublishedSurfaceTest {

    private static final String PAGE = "docs/from-dev-honker.md";

    private static final List<String> FACTORIES = List.of("defaults", "builder", "forever", "neverExpires");

    private static final String HANDLE = "failed failure throwIfFailed close";

    /** What users of the published binding call, class by class. */
    private static final Map<String, String> PUBLISHED = new TreeMap<>(Map.ofEntries(
            Map.entry("Honker", "open"),
            Map.entry(
                    "OpenOptions",
                    "defaults builder extensionPath maxReaders busyTimeout journalMode walAutocheckpoint"
                            + " fallbackPollInterval watcherOptions executor"),
            Map.entry(
                    "Database",
                    "path queue outbox stream scheduler lock tryRateLimit sweepRateLimits notify pruneNotifications listen"
                            + " updateEvents runTasks transaction transactionVoid query close"),
            Map.entry("Transaction", "execute query notify"),
            Map.entry("TransactionCallback", "run"),
            Map.entry("TransactionBody", "run"),
            Map.entry("Row", "get getString getLong getInt getBoolean isNull asMap"),
            Map.entry("QueueOptions", "defaults builder visibilityTimeout maxAttempts"),
            Map.entry("EnqueueOptions", "defaults builder runAt delay priority expires"),
            Map.entry(
                    "Queue",
                    "name database enqueue claimOne claimBatch nextClaimAt ackBatch sweepExpired saveResult getResult"
                            + " waitResult waitResultAsync sweepResults ack retry fail heartbeat worker typed"),
            Map.entry("Job", "id queue payloadJson payload workerId attempts claimExpiresAt ack retry fail heartbeat"),
            Map.entry("JobHandler", "handle"),
            Map.entry("RetryableException", "delay"),
            Map.entry("WorkerOptions", "defaults builder concurrency idlePollInterval defaultRetryDelay executor"),
            Map.entry("WorkerHandle", HANDLE),
            Map.entry("TypedQueue", "raw name enqueue claimOne claimBatch worker"),
            Map.entry("TypedJob", "raw payload id queue workerId attempts claimExpiresAt ack retry fail heartbeat"),
            Map.entry("JsonCodec", "encode decode"),
            Map.entry("TypedJobHandler", "handle"),
            Map.entry("ResultOptions", "neverExpires ttl"),
            Map.entry("WaitOptions", "forever timeout builder fallbackPollInterval"),
            Map.entry("Stream", "publish readSince saveOffset getOffset subscribe"),
            Map.entry("Event", "offset topic key payloadJson createdAt"),
            Map.entry("StreamHandler", "handle"),
            Map.entry(
                    "SubscribeOptions",
                    "defaults builder consumer fromOffset saveEveryN saveEvery pollTimeout executor"),
            Map.entry("StreamHandle", HANDLE),
            Map.entry("Listener", "next close"),
            Map.entry("NotificationHandler", "handle"),
            Map.entry("ListenHandle", HANDLE),
            Map.entry("ListenOptions", "defaults builder pollTimeout executor"),
            Map.entry("Notification", "id channel payloadJson createdAt"),
            Map.entry("NotificationPruneOptions", "defaults builder olderThan maxKeep"),
            Map.entry("Outbox", "queue enqueue deliverOne runWorker"),
            Map.entry("Delivery", "deliver"),
            Map.entry("OutboxOptions", "defaults builder maxAttempts baseBackoff visibilityTimeout"),
            Map.entry("OutboxHandle", HANDLE),
            Map.entry("LockOptions", "defaults builder ttl owner"),
            Map.entry("LockHandle", "name owner renew close"),
            Map.entry("UpdateEvents", "awaitUpdate close"),
            Map.entry(
                    "WatcherOptions",
                    "defaults builder backend pollInterval identityCheckInterval subscriberBufferSize"),
            Map.entry("WatcherBackend", "values valueOf"),
            Map.entry("CronSchedule", "crontab every nextAfter expression"),
            Map.entry("Scheduler", "add remove tick soonest run"),
            Map.entry("ScheduleOptions", "defaults builder priority expires maxAttempts"),
            Map.entry("SchedulerOptions", "defaults builder lockName lockTtl heartbeatEvery idlePollInterval executor"),
            Map.entry("SchedulerHandle", HANDLE),
            Map.entry("TaskRegistry", "register registerTyped get names queues"),
            Map.entry("TaskHandler", "handle"),
            Map.entry("TaskCall", "argsJson kwargsJson empty"),
            Map.entry("TaskSpec", "name queue handler options"),
            Map.entry("TaskHandle", "enqueue name"),
            Map.entry("TaskResult", "id get waitFor waitForAsync typed"),
            Map.entry("TypedTaskHandle", "enqueue name"),
            Map.entry("TypedTaskResult", ""),
            Map.entry("TaskOptions", "defaults builder retries retryDelay priority expires storeResult resultTtl"),
            Map.entry("TaskWorkerOptions", "defaults builder concurrency idlePollInterval"),
            Map.entry("TaskWorkerHandle", HANDLE),
            Map.entry("HonkerException", ""),
            Map.entry("HonkerClosedException", ""),
            Map.entry("HonkerInvalidOptionException", ""),
            Map.entry("HonkerLoadException", ""),
            Map.entry("HonkerSqlException", ""),
            Map.entry("HonkerTimeoutException", ""),
            Map.entry("LockHeldException", "")));

    /** What is not here; the page for users of the published binding says of each why. */
    private static final List<String> MISSING = List.of(
            "HonkerLoadException",
            "OpenOptions.executor",
            "OpenOptions.extensionPath",
            "OpenOptions.fallbackPollInterval",
            "TypedTaskResult",
            "WatcherOptions.identityCheckInterval",
            "WatcherOptions.subscriberBufferSize",
            "WorkerOptions.defaultRetryDelay");

    /** Read under another name, but set by the published one. */
    private static final String SET_ONLY = "WorkerOptions.defaultRetryDelay";

    private static final List<String> NOT_SETTABLE =
            MISSING.stream().filter(name -> !name.equals(SET_ONLY)).toList();

    @Test
    void everyPublishedClassAndMethodIsHereButTheListedOnes() {
        List<String> missing = new ArrayList<>();
        PUBLISHED.forEach((type, methods) -> missing.addAll(missing(type, methods)));
        assertThat(missing).containsExactlyInAnyOrderElementsOf(MISSING);
    }

    @Test
    void everyPublishedOptionCanBeSetByItsName() {
        PUBLISHED.forEach((type, options) -> {
            if (type.endsWith("Options") && !options.isEmpty()) {
                List<String> wanted = new ArrayList<>(List.of(options.split(" ")));
                wanted.removeAll(FACTORIES);
                wanted.removeIf(option -> NOT_SETTABLE.contains(type + "." + option));
                assertThat(names(type + "$Builder").orElseThrow()).as(type).containsAll(wanted);
            }
        });
    }

    @Test
    void thePageForThoseUsersNamesEveryClassAndEveryDifference() throws IOException {
        String page = Files.readString(Pages.ROOT.resolve(PAGE));
        assertThat(PUBLISHED.keySet()).allSatisfy(type -> assertThat(page).contains("`" + type));
        assertThat(MISSING).allSatisfy(name -> assertThat(page).contains(name.substring(name.indexOf('.') + 1)));
    }

    private static List<String> missing(String type, String methods) {
        Optional<List<String>> names = names(type);
        if (names.isEmpty()) {
            return List.of(type);
        }
        return Arrays.stream(methods.split(" "))
                .filter(method -> !method.isEmpty() && !names.get().contains(method))
                .map(method -> type + "." + method)
                .toList();
    }

    /** The names of the public methods of a class; empty if there is none. */
    private static Optional<List<String>> names(String type) {
        try {
            return Optional.of(Arrays.stream(Class.forName("dev.honker." + type).getMethods())
                    .map(Method::getName)
                    .distinct()
                    .toList());
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }
}
