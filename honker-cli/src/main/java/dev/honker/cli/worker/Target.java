package dev.honker.cli.worker;

import dev.honker.Database;
import dev.honker.TaskRegistry;
import dev.honker.Tasks;
import dev.honker.cli.base.Refusal;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where tasks are: a class of which an instance is made, or a static member of a class; immutable.
 *
 * @param text as it was given: {@code CLASS} or {@code CLASS:MEMBER}
 * @param className the class
 * @param member the member; null for the class itself
 */
record Target(String text, String className, @Nullable String member) {

    static Target parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new Target(text, text, null)
                : new Target(text, text.substring(0, colon), text.substring(colon + 1));
    }

    /** What is there: an object, or null of a method that returns nothing. What it needs of a database it is given. */
    @Nullable
    Object find(ClassLoader loader, Database database) {
        Class<?> type = load(loader);
        try {
            return member == null ? instance(type, database) : member(type, member, database);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw refusal("the code of " + text + " threw " + Causes.describe(cause), cause);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            throw e instanceof Refusal refusal ? refusal : refusal(text + " can't be used: " + Causes.describe(e), e);
        }
    }

    private Class<?> load(ClassLoader loader) {
        try {
            return Class.forName(className, true, loader);
        } catch (ClassNotFoundException e) {
            throw refusal("no class " + className + "; name the folders and jars that it is in with --classpath", e);
        } catch (LinkageError e) {
            throw refusal("class " + className + " can't be loaded: " + Causes.describe(e), e);
        }
    }

    private Object instance(Class<?> type, Database database) throws ReflectiveOperationException {
        List<Object> known = known(database);
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            Optional<Object[]> arguments = arguments(constructor.getParameterTypes(), known);
            if (arguments.isPresent() && !Modifier.isAbstract(type.getModifiers())) {
                return accessible(constructor).newInstance(arguments.get());
            }
        }
        throw new Refusal(
                "no instance of " + className + " can be made: it needs a constructor without arguments, or with"
                        + " a Database; or name a static member as " + className + ":MEMBER");
    }

    private @Nullable Object member(Class<?> type, String name, Database database) throws ReflectiveOperationException {
        List<Object> known = known(database);
        for (Method method : type.getDeclaredMethods()) {
            Optional<Object[]> arguments = arguments(method.getParameterTypes(), known);
            if (method.getName().equals(name) && Modifier.isStatic(method.getModifiers()) && arguments.isPresent()) {
                return accessible(method).invoke(null, arguments.get());
            }
        }
        for (Field field : type.getDeclaredFields()) {
            if (field.getName().equals(name) && Modifier.isStatic(field.getModifiers())) {
                return accessible(field).get(null);
            }
        }
        throw new Refusal("class " + className + " has no static field " + name + " and no static method " + name
                + " that takes nothing, or a Database, Tasks or TaskRegistry");
    }

    private static List<Object> known(Database database) {
        return List.of(database, database.tasks(), database.taskRegistry());
    }

    private static Optional<Object[]> arguments(Class<?>[] types, List<Object> known) {
        Object[] arguments = Arrays.stream(types)
                .map(type -> known(type, known))
                .takeWhile(Optional::isPresent)
                .map(Optional::get)
                .toArray();
        return arguments.length == types.length ? Optional.of(arguments) : Optional.empty();
    }

    private static Optional<Object> known(Class<?> type, List<Object> known) {
        boolean wanted = type == Database.class || type == Tasks.class || type == TaskRegistry.class;
        return wanted ? known.stream().filter(type::isInstance).findFirst() : Optional.empty();
    }

    private static <T extends AccessibleObject> T accessible(T member) {
        member.setAccessible(true);
        return member;
    }

    private static Refusal refusal(String message, Throwable cause) {
        Refusal refusal = new Refusal(message);
        refusal.initCause(cause);
        return refusal;
    }
}
