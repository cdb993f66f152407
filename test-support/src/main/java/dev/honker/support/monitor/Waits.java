package dev.honker.support.monitor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which methods of the JDK and of SQLite's driver may wait; stateless. */
final class Waits {

    private static final Predicate<MethodRef> ALWAYS = method -> true;
    private static final Predicate<MethodRef> WITH_TIMEOUT = method ->
            method.descriptor().startsWith("(J") || method.descriptor().contains("JLjava/util/concurrent/TimeUnit;");

    /** Each class with its methods that wait. A method of a subclass counts as its superclass' or interface's. */
    private static final Map<String, Map<String, Predicate<MethodRef>>> WAITING = Map.ofEntries(
            Map.entry("java/lang/Object", of("wait")),
            Map.entry("java/lang/Thread", of("sleep", "join")),
            Map.entry("java/lang/Process", of("waitFor")),
            Map.entry("java/util/concurrent/TimeUnit", of("sleep", "timedJoin", "timedWait")),
            Map.entry("java/util/concurrent/locks/LockSupport", of("park", "parkNanos", "parkUntil")),
            Map.entry("java/util/concurrent/locks/Lock", with(of("lock", "lockInterruptibly"), "tryLock")),
            Map.entry(
                    "java/util/concurrent/locks/Condition",
                    of("await", "awaitNanos", "awaitUntil", "awaitUninterruptibly")),
            Map.entry("java/util/concurrent/Semaphore", with(of("acquire", "acquireUninterruptibly"), "tryAcquire")),
            Map.entry("java/util/concurrent/CountDownLatch", of("await")),
            Map.entry("java/util/concurrent/CyclicBarrier", of("await")),
            Map.entry("java/util/concurrent/Exchanger", of("exchange")),
            Map.entry("java/util/concurrent/Phaser", of("arriveAndAwaitAdvance", "awaitAdvance")),
            Map.entry("java/util/concurrent/Future", of("get")),
            Map.entry("java/util/concurrent/CompletableFuture", of("get", "join")),
            Map.entry("java/util/concurrent/ExecutorService", of("awaitTermination", "invokeAll", "invokeAny")),
            Map.entry("java/util/concurrent/BlockingQueue", with(with(of("take", "put"), "poll"), "offer")),
            // what SQLite runs may wait for a lock as long as the busy timeout
            Map.entry(
                    "java/sql/Statement",
                    of(
                            "execute",
                            "executeQuery",
                            "executeUpdate",
                            "executeLargeUpdate",
                            "executeBatch",
                            "executeLargeBatch")),
            Map.entry("java/sql/ResultSet", of("next")),
            Map.entry(
                    "java/sql/Connection",
                    of("commit", "rollback", "setAutoCommit", "setSavepoint", "releaseSavepoint")),
            Map.entry("java/sql/DriverManager", of("getConnection")),
            Map.entry("javax/sql/DataSource", of("getConnection")),
            Map.entry(
                    "org/sqlite/core/DB",
                    of(
                            "exec",
                            "_exec",
                            "step",
                            "execute",
                            "executeBatch",
                            "executeUpdate",
                            "changes_exec",
                            "backup",
                            "restore")));

    private Waits() {}

    private static Map<String, Predicate<MethodRef>> of(String... names) {
        return List.of(names).stream().collect(Collectors.toMap(name -> name, name -> ALWAYS));
    }

    private static Map<String, Predicate<MethodRef>> with(Map<String, Predicate<MethodRef>> methods, String timed) {
        Map<String, Predicate<MethodRef>> all = new HashMap<>(methods);
        all.put(timed, WITH_TIMEOUT);
        return Map.copyOf(all);
    }

    /** Returns whether a method that may wait does so inside SQLite: by JDBC, in its driver, or in a class of ours that inherits that. */
    static boolean isOfSqlite(MethodRef method) {
        return !method.owner().startsWith("java/util/") && !method.owner().startsWith("java/lang/");
    }

    /** Returns whether a method may wait, whose class has these supertypes, itself among them. */
    static boolean mayWait(MethodRef method, Set<String> supertypes) {
        return supertypes.stream()
                .map(WAITING::get)
                .anyMatch(methods -> methods != null
                        && methods.getOrDefault(method.name(), any -> false).test(method));
    }
}
