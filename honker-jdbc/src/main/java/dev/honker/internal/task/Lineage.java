package dev.honker.internal.task;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The methods that a class has of its own and from others; stateless. */
final class Lineage {

    private Lineage() {}

    /** Those written in the class, its superclasses and then all interfaces, the nearest first; none of {@link Object}'s. */
    static List<Method> methods(Class<?> type) {
        List<Method> methods = new ArrayList<>();
        for (Class<?> each : types(type)) {
            Arrays.stream(each.getDeclaredMethods())
                    // why: javac copies annotations to the bridges it writes
                    .filter(method -> !method.isSynthetic())
                    // why: the JVM gives them in any order
                    .sorted(Comparator.comparing(Method::getName)
                            .thenComparing(method -> Arrays.toString(method.getParameterTypes())))
                    .forEach(methods::add);
        }
        return methods;
    }

    /** Those that a subclass may have to override, each with its return type once, but for {@link Object}'s. */
    static Collection<Method> overridable(Class<?> type) {
        Map<List<Object>, Method> methods = new LinkedHashMap<>();
        for (Method method : methods(type)) {
            boolean fixed = (method.getModifiers() & (Modifier.PRIVATE | Modifier.STATIC)) != 0;
            if (!fixed && isOverridable(method, type) && !isObjects(method)) {
                methods.putIfAbsent(List.of(Signature.of(method), method.getReturnType()), method);
            }
        }
        methods.values().removeIf(method -> Modifier.isFinal(method.getModifiers()));
        return methods.values();
    }

    /** Those of its instances that no subclass can override, private ones aside; {@link Object}'s if they were overridden. */
    static List<Method> finals(Class<?> type) {
        return methods(type).stream()
                .filter(method -> Modifier.isFinal(method.getModifiers()))
                .filter(method -> (method.getModifiers() & (Modifier.PRIVATE | Modifier.STATIC)) == 0)
                .filter(method -> isOverridable(method, type))
                .toList();
    }

    /** Whether a subclass of the type, in its package, could override the method. */
    static boolean isOverridable(Method method, Class<?> type) {
        return (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0
                || method.getDeclaringClass().getPackage() == type.getPackage();
    }

    private static boolean isObjects(Method method) {
        return Arrays.stream(Object.class.getDeclaredMethods())
                .anyMatch(own -> Signature.of(own).equals(Signature.of(method)));
    }

    private static Set<Class<?>> types(Class<?> type) {
        Set<Class<?>> types = new LinkedHashSet<>();
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            types.add(each);
        }
        for (Class<?> each : List.copyOf(types)) {
            addInterfaces(each, types);
        }
        return types;
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> types) {
        for (Class<?> each : type.getInterfaces()) {
            if (types.add(each)) {
                addInterfaces(each, types);
            }
        }
    }
}
