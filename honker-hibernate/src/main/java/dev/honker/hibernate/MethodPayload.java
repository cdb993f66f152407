package dev.honker.hibernate;

import dev.honker.HonkerException;
import dev.honker.HonkerInvalidOptionException;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** What a method of the entity makes; immutable. */
record MethodPayload(Method method) implements EventPayload {

    static MethodPayload of(String name, Class<?> entity, String where) {
        for (Class<?> type = entity; type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getName().equals(name) && method.getParameterCount() == 0 && !method.isBridge()) {
                    return new MethodPayload(checked(method, where));
                }
            }
        }
        throw new HonkerInvalidOptionException(
                where + ": payload names the method '" + name + "', but there is none of this name without parameters");
    }

    private static Method checked(Method method, String where) {
        if (Modifier.isStatic(method.getModifiers()) || method.getReturnType() == void.class) {
            throw new HonkerInvalidOptionException(
                    where + ": payload names the method '" + method.getName()
                            + "', which is static or returns nothing; it has to be a method of the entity that returns the payload");
        }
        try {
            method.setAccessible(true);
        } catch (InaccessibleObjectException e) {
            throw new HonkerInvalidOptionException(
                    where + ": payload names the method '" + method.getName()
                            + "', which is not accessible; open its package to dev.honker.hibernate, or make class and method public");
        }
        return method;
    }

    @Override
    public @Nullable Object of(ChangedRow row) throws Exception {
        Object entity = row.entity();
        if (entity == null) {
            throw new HonkerException("the entity is not loaded; load it before the change");
        }
        return PayloadLoading.refused(() -> made(entity));
    }

    private @Nullable Object made(Object entity) throws Exception {
        try {
            return method.invoke(entity);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }
}
