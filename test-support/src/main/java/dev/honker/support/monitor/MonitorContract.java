package dev.honker.support.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Honker;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Nothing of a module waits inside a monitor: neither in a synchronized method or block, nor in a static initializer, nor while a concurrent
 * map computes a value; not even deep below, in the Java API. Where something is guarded while it waits, a lock of {@code
 * java.util.concurrent} is the guard: virtual threads let go of their carriers then. Each module has a subclass.
 */
public abstract class MonitorContract {

    private final Class<?> ofModule;
    private final Map<String, String> inSqlite;
    private final Set<String> notBehindInterfaces;

    /**
     * The contract of a module.
     *
     * @param ofModule any class of it
     */
    protected MonitorContract(Class<?> ofModule) {
        this(ofModule, Map.of(), Set.of());
    }

    /**
     * The contract of a module with exceptions.
     *
     * @param ofModule any class of it
     * @param inSqlite what may call SQLite inside a monitor, as {@code Class.method}, each with the reason; it may wait for nothing else there
     * @param notBehindInterfaces simple names of classes that are known not to be reached by calls on their interfaces
     */
    protected MonitorContract(Class<?> ofModule, Map<String, String> inSqlite, Set<String> notBehindInterfaces) {
        this.notBehindInterfaces = notBehindInterfaces;
        this.ofModule = ofModule;
        this.inSqlite = inSqlite;
    }

    @Test
    void nothingWaitsInsideAMonitor() throws IOException {
        CallGraph graph = new CallGraph(notBehindInterfaces);
        ClassFiles.addTo(graph, Honker.class);
        ClassFiles.addTo(graph, ofModule);
        MonitorWaits waits = new MonitorWaits(graph);
        Predicate<String> isOurs = name -> ClassFiles.contains(ofModule, name);
        List<String> found = waits.found(isOurs);
        assertThat(found)
                .as("ways from a monitor to a wait; guard it by a ReentrantLock, or wait outside")
                .filteredOn(way -> !inSqlite.containsKey(entry(way)))
                .isEmpty();
        assertThat(waits.found(isOurs, wait -> !Waits.isOfSqlite(wait)))
                .as("ways from a monitor to a wait outside SQLite")
                .isEmpty();
        Set<String> used = new TreeSet<>();
        found.forEach(way -> used.add(entry(way)));
        assertThat(used).as("exceptions that are needed").containsAll(inSqlite.keySet());
    }

    private static String entry(String way) {
        return way.substring(0, way.indexOf(" -> "));
    }
}
