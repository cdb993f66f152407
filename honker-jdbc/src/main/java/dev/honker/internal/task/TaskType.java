package dev.honker.internal.task;

import dev.honker.HonkerException;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.PeriodicTask;
import dev.honker.Task;
import dev.honker.internal.json.JsonCodecs;
import dev.honker.internal.json.TypeCodecs;
import dev.honker.internal.task.proxy.ProxyCalls;
import dev.honker.internal.task.proxy.ProxyClass;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A class or interface with tasks, looked into once; thread-safe. */
final class TaskType {

    /** why not a map: the class itself keeps it, so that an application that is undeployed can be collected. */
    private static final ClassValue<TaskType> TYPES = new ClassValue<>() {
        @Override
        protected TaskType computeValue(Class<?> type) {
            return new TaskType(type, null);
        }
    };

    private final Class<?> type;
    private final TypeArguments arguments;
    private final Map<Signature, TaskMethod> methods = new LinkedHashMap<>();
    private @Nullable TypeCodecs codecs;
    private @Nullable ProxyClass proxy;

    private TaskType(Class<?> type, @Nullable TypeCodecs codecs) {
        this.type = type;
        this.codecs = codecs;
        this.arguments = TypeArguments.of(type);
        for (Method method : Lineage.methods(type)) {
            Task task = method.getAnnotation(Task.class);
            PeriodicTask periodic = method.getAnnotation(PeriodicTask.class);
            if (task != null || periodic != null) {
                requireOverridable(method);
                TaskMethod found = TaskMethod.of(method, task, periodic, arguments, this::codecs);
                methods.merge(arguments.signature(method), found, TaskMethod::overriding);
            }
        }
        requireDifferentNames();
    }

    /**
     * What the class has.
     *
     * @throws HonkerInvalidOptionException if it has no tasks, or one that can't be one
     */
    static TaskType of(Class<?> type) {
        return TYPES.get(type);
    }

    /** As {@link #of(Class)}, made anew, with these codecs. */
    static TaskType of(Class<?> type, TypeCodecs codecs) {
        return new TaskType(type, codecs);
    }

    private void requireOverridable(Method method) {
        for (int modifier : new int[] {Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL}) {
            if ((method.getModifiers() & modifier) != 0) {
                throw new HonkerInvalidOptionException("task method " + TaskMethod.described(method) + " is "
                        + Modifier.toString(modifier)
                        + ", so that no proxy could take its calls: make it an overridable method");
            }
        }
        if (!Lineage.isOverridable(method, type)) {
            throw new HonkerInvalidOptionException("task method " + TaskMethod.described(method)
                    + " is private to its package, so that no proxy of " + type.getName()
                    + " could take its calls: make it protected or public");
        }
    }

    private void requireDifferentNames() {
        if (methods.isEmpty()) {
            throw new HonkerInvalidOptionException(
                    type.getName() + " has no tasks: annotate a method with @Task or @PeriodicTask");
        }
        Map<String, TaskMethod> named = new HashMap<>();
        for (TaskMethod method : methods.values()) {
            for (String name : method.names()) {
                TaskMethod other = named.put(name, method);
                if (other != null) {
                    throw new HonkerInvalidOptionException("duplicate task name '" + name + "' — "
                            + TaskMethod.described(other.method()) + " and " + TaskMethod.described(method.method())
                            + " have it, now or formerly; give one of them another by @Task(name = …)");
                }
            }
        }
    }

    private synchronized TypeCodecs codecs() {
        TypeCodecs present = codecs;
        if (present == null) {
            present = JsonCodecs.strict("the arguments and results of " + type.getName());
            codecs = present;
        }
        return present;
    }

    /** Its tasks. */
    List<TaskMethod> methods() {
        return List.copyOf(methods.values());
    }

    /**
     * A proxy that calls these, by the place of each task in {@link #methods}.
     *
     * @throws HonkerInvalidOptionException if the class can't have one
     */
    Object proxy(ProxyCalls calls) {
        return proxyClass().instance(calls);
    }

    private synchronized ProxyClass proxyClass() {
        ProxyClass present = proxy;
        if (present == null) {
            present = newProxyClass();
            proxy = present;
        }
        return present;
    }

    private ProxyClass newProxyClass() {
        if (Modifier.isFinal(type.getModifiers()) || type.isSealed() || type.isEnum()) {
            throw new HonkerInvalidOptionException(type.getName() + " can't have a proxy: it is final or sealed;"
                    + " open it, or let it implement an interface with the tasks and proxy that");
        }
        if (!isPresent("net.bytebuddy.ByteBuddy")) {
            throw new HonkerException("Byte Buddy is not on the class path, which makes the proxy of " + type.getName()
                    + ": add net.bytebuddy:byte-buddy to the dependencies, or register handlers in a TaskRegistry");
        }
        requireNoFinalMethod();
        List<Signature> places = List.copyOf(methods.keySet());
        Map<Method, Integer> tasks = new LinkedHashMap<>();
        List<Method> others = new ArrayList<>();
        for (Method method : Lineage.overridable(type)) {
            // why not what the compiled method says: calls also come through what it overrides, of type Object for a
            // variable
            int place = places.indexOf(arguments.signature(method));
            if (place >= 0) {
                tasks.put(method, place);
            } else {
                others.add(method);
            }
        }
        return ProxyClass.of(type, tasks, others);
    }

    private void requireNoFinalMethod() {
        for (Method method : Lineage.finals(type)) {
            throw new HonkerInvalidOptionException(type.getName() + " can't have a proxy: "
                    + TaskMethod.described(method) + " is final, so that calls of it on the proxy would run it on an"
                    + " object that no constructor has seen; open it, or let the class implement an interface with the"
                    + " tasks and proxy that");
        }
    }

    private static boolean isPresent(String className) {
        try {
            Class.forName(className, false, TaskType.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return type.getName();
    }
}
