package dev.honker.internal.task.proxy;

import dev.honker.HonkerException;
import dev.honker.HonkerInvalidOptionException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.NamingStrategy;
import net.bytebuddy.description.modifier.ModifierContributor;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.dynamic.scaffold.subclass.ConstructorStrategy;
import net.bytebuddy.implementation.FieldAccessor;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.implementation.attribute.AnnotationRetention;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * A subclass of a user's class, or an implementation of an interface, each of whose methods calls a {@link ProxyCalls};
 * thread-safe.
 */
public final class ProxyClass {

    private static final String FIELD = "$honkerCalls";

    private final Constructor<?> constructor;

    private ProxyClass(Constructor<?> constructor) {
        this.constructor = constructor;
    }

    /**
     * Makes a class.
     *
     * @param type not final, and visible to honker
     * @param tasks the places of the methods that are handed on, by signature
     * @param others the methods that are refused; none of them is final, private or static
     * @throws HonkerInvalidOptionException if the type's module keeps it from honker
     */
    public static ProxyClass of(Class<?> type, Map<Method, Integer> tasks, List<Method> others) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            Class<?> made = lookup.defineClass(bytes(type, tasks, others));
            return new ProxyClass(type.isInterface() ? constructor(made) : constructorOfNothing(made));
        } catch (IllegalAccessException e) {
            throw new HonkerInvalidOptionException(type + " can't have a proxy: its module doesn't open "
                    + type.getPackageName() + " to honker; add 'opens " + type.getPackageName()
                    + " to dev.honker.jdbc' to its module-info, or register handlers in a TaskRegistry");
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new HonkerException("a proxy of " + type + " can't be made: " + e, e);
        }
    }

    private static byte[] bytes(Class<?> type, Map<Method, Integer> tasks, List<Method> others)
            throws NoSuchMethodException {
        Method call = ProxyCalls.class.getMethod("call", int.class, Object[].class);
        Method refuse = ProxyCalls.class.getMethod("refuse", String.class);
        DynamicType.Builder<?> made = new ByteBuddy(ClassFileVersion.JAVA_V17)
                .with(TypeValidation.DISABLED)
                .with(Implementation.Context.Disabled.Factory.INSTANCE)
                .with(AnnotationRetention.DISABLED)
                // why: every method is defined by itself, so that nobody has to work out who overrides whom
                .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
                .with(new NamingStrategy.SuffixingRandom("HonkerProxy"))
                .subclass(
                        type,
                        type.isInterface()
                                ? ConstructorStrategy.Default.DEFAULT_CONSTRUCTOR
                                : ConstructorStrategy.Default.NO_CONSTRUCTORS)
                .defineField(FIELD, ProxyCalls.class, Visibility.PRIVATE)
                .implement(Proxied.class)
                .defineMethod("honkerCalls", void.class, Visibility.PUBLIC)
                .withParameters(ProxyCalls.class)
                .intercept(FieldAccessor.ofField(FIELD));
        for (Map.Entry<Method, Integer> task : tasks.entrySet()) {
            made = with(
                    made,
                    task.getKey(),
                    on(MethodCall.invoke(call)).with(task.getValue()).withArgumentArray());
        }
        for (Method other : others) {
            made = with(made, other, on(MethodCall.invoke(refuse)).with(described(other)));
        }
        made = with(
                made,
                Object.class.getMethod("toString"),
                on(MethodCall.invoke(ProxyCalls.class.getMethod("describe"))));
        made = with(
                made,
                Object.class.getMethod("hashCode"),
                MethodCall.invoke(System.class.getMethod("identityHashCode", Object.class))
                        .withThis());
        made = with(
                made,
                Object.class.getMethod("equals", Object.class),
                MethodCall.invoke(ProxyClass.class.getMethod("same", Object.class, Object.class))
                        .withThis()
                        .withArgument(0));
        return made.make().getBytes();
    }

    private static MethodCall on(MethodCall.WithoutSpecifiedTarget call) {
        return call.onField(FIELD);
    }

    private static DynamicType.Builder<?> with(DynamicType.Builder<?> made, Method method, MethodCall call) {
        Implementation body = call.withAssigner(Assigner.DEFAULT, Assigner.Typing.DYNAMIC);
        return made.defineMethod(
                        method.getName(), method.getReturnType(), (ModifierContributor.ForMethod) visibility(method))
                .withParameters(method.getParameterTypes())
                .throwing(method.getExceptionTypes())
                .intercept(body);
    }

    private static Visibility visibility(Method method) {
        int modifiers = method.getModifiers();
        if (Modifier.isPublic(modifiers)) {
            return Visibility.PUBLIC;
        }
        return Modifier.isProtected(modifiers) ? Visibility.PROTECTED : Visibility.PACKAGE_PRIVATE;
    }

    /** The proxies' {@code equals}; public for the classes that are made. */
    public static boolean same(Object one, Object other) {
        return one == other;
    }

    private static String described(Method method) {
        return method.getDeclaringClass().getName() + "." + method.getName();
    }

    private static Constructor<?> constructor(Class<?> made) throws NoSuchMethodException {
        Constructor<?> constructor = made.getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor;
    }

    /**
     * A constructor that runs none of the class's own, as serialization has it: a caller's process may have nothing of what the
     * user's constructor takes.
     */
    private static Constructor<?> constructorOfNothing(Class<?> made) throws ReflectiveOperationException {
        Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
        Object instance = factory.getMethod("getReflectionFactory").invoke(null);
        return (Constructor<?>) factory.getMethod("newConstructorForSerialization", Class.class, Constructor.class)
                .invoke(instance, made, Object.class.getDeclaredConstructor());
    }

    /** A proxy that calls these. */
    public Object instance(ProxyCalls calls) {
        try {
            Object instance = constructor.newInstance();
            ((Proxied) instance).honkerCalls(calls);
            return instance;
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new HonkerException("a proxy could not be made: " + e, e);
        }
    }
}
