package dev.honker.internal.task;

import java.lang.reflect.Method;
import java.util.List;

/** By what a method overrides another; immutable. */
record Signature(String name, List<Class<?>> parameters) {

    static Signature of(Method method) {
        return new Signature(method.getName(), List.of(method.getParameterTypes()));
    }
}
