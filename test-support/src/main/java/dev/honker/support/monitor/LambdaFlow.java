package dev.honker.support.monitor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Which classes may get hold of a lambda expression, by the interface that it implements; for one thread. A class has it if
 * it makes it, if it is called by one that has it and takes such an argument, or if it calls a method of one that has it and gets such a
 * result. Without that, each call of a {@code Runnable} would reach every one there is.
 */
final class LambdaFlow {

    /** Each class with the classes it shares a value of a type with. */
    private final Map<String, Map<String, Set<String>>> shared = new HashMap<>();

    private final Map<String, Set<String>> holders = new HashMap<>();

    /** Notes a call between two classes of ours. */
    void add(String caller, MethodRef called, Function<String, Set<String>> classesOf) {
        int end = called.descriptor().indexOf(')');
        for (String owner : classesOf.apply(called.owner())) {
            types(called.descriptor().substring(1, end)).forEach(type -> share(type, caller, owner));
            types(called.descriptor().substring(end + 1)).forEach(type -> share(type, owner, caller));
        }
    }

    private void share(String type, String from, String to) {
        shared.computeIfAbsent(type, any -> new HashMap<>())
                .computeIfAbsent(from, any -> new LinkedHashSet<>())
                .add(to);
    }

    private static Set<String> types(String descriptors) {
        Set<String> types = new HashSet<>();
        for (String each : descriptors.split(";")) {
            int begin = each.indexOf('L');
            if (begin >= 0) {
                types.add(each.substring(begin + 1));
            }
        }
        return types;
    }

    /** Returns whether a class may have a value of a type that another class has made. */
    boolean mayHave(String holder, String type, String maker) {
        return holders.computeIfAbsent(type + " of " + maker, any -> holders(type, maker))
                .contains(holder);
    }

    private Set<String> holders(String type, String maker) {
        Set<String> found = new HashSet<>(Set.of(maker));
        Deque<String> next = new ArrayDeque<>(found);
        Map<String, Set<String>> ways = shared.getOrDefault(type, Map.of());
        while (!next.isEmpty()) {
            for (String each : ways.getOrDefault(next.pop(), Set.of())) {
                if (found.add(each)) {
                    next.push(each);
                }
            }
        }
        return found;
    }
}
