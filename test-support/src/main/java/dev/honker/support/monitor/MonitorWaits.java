package dev.honker.support.monitor;

import dev.honker.support.monitor.Code.Call;
import dev.honker.support.monitor.Code.Lambda;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Finds what waits inside a monitor; for one thread. A virtual thread that waits there keeps its carrier on Java 21, and when all carriers
 * are kept by threads that wait for one which has none, nobody goes on. The search follows calls through our own methods, however deep, and
 * takes the shortest way to each wait.
 */
final class MonitorWaits {

    private final CallGraph graph;

    MonitorWaits(CallGraph graph) {
        this.graph = graph;
    }

    /** Returns the ways from a monitor to a wait, of the classes that are asked for. */
    List<String> found(Predicate<String> className) {
        return found(className, wait -> true);
    }

    /** Returns the ways from a monitor to those waits that are asked for. */
    List<String> found(Predicate<String> className, Predicate<MethodRef> isAsked) {
        TreeSet<String> found = new TreeSet<>();
        for (Code code : graph.methods()) {
            if (className.test(code.method().owner())) {
                wayToWait(code, isAsked).ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }

    private Optional<String> wayToWait(Code entry, Predicate<MethodRef> isAsked) {
        Map<MethodRef, MethodRef> cameFrom = new HashMap<>();
        Deque<MethodRef> next = new ArrayDeque<>();
        for (MethodRef target : reached(entry, entry.isSynchronized(), true)) {
            if (cameFrom.putIfAbsent(target, entry.method()) == null) {
                next.add(target);
            }
        }
        while (!next.isEmpty()) {
            MethodRef at = next.poll();
            Optional<Code> code = graph.code(at);
            if (code.isEmpty()) {
                if (isAsked.test(at)) {
                    return Optional.of(way(entry.method(), at, cameFrom));
                }
                continue;
            }
            for (MethodRef target : reached(code.get(), true, false)) {
                if (!target.equals(entry.method()) && cameFrom.putIfAbsent(target, at) == null) {
                    next.add(target);
                }
            }
        }
        return Optional.empty();
    }

    /** Returns what a method reaches: by all of its code, or from inside its monitors. */
    private Set<MethodRef> reached(Code code, boolean all, boolean isEntry) {
        Set<MethodRef> reached = new LinkedHashSet<>();
        for (Call call : code.calls()) {
            if (all || call.inMonitor()) {
                reached.addAll(graph.reached(code.method(), call, isEntry));
            }
        }
        for (Lambda lambda : code.lambdas()) {
            if ((all || lambda.inMonitor()) && graph.isCalledBack(code, lambda)) {
                reached.addAll(graph.reached(code.method(), lambda.body(), isEntry));
            }
        }
        return reached;
    }

    private static String way(MethodRef entry, MethodRef wait, Map<MethodRef, MethodRef> cameFrom) {
        Deque<String> way = new ArrayDeque<>();
        for (MethodRef at = wait; !at.equals(entry); at = cameFrom.get(at)) {
            way.push(at.toString());
        }
        way.push(entry.toString());
        return String.join(" -> ", way);
    }
}
