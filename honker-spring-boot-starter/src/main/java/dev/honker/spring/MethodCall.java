package dev.honker.spring;

import dev.honker.Honker;
import dev.honker.HonkerException;
import dev.honker.Job;
import dev.honker.JsonCodec;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.GenericTypeResolver;
import org.springframework.util.ReflectionUtils;

/** Calls a method of a bean with what it takes of a message; thread-safe. */
final class MethodCall<M> {

    private final AnnotatedMethod<?> declaration;
    private final List<Function<M, Object>> arguments = new ArrayList<>();

    /**
     * Checks that the method can be called.
     *
     * @throws dev.honker.HonkerInvalidOptionException if it can't
     */
    MethodCall(AnnotatedMethod<?> declaration, MessageKind<M> kind) {
        this.declaration = declaration;
        Method method = declaration.method();
        if (Modifier.isStatic(method.getModifiers())) {
            throw declaration.refused("the method must not be static");
        }
        if (method.getReturnType() != void.class) {
            // why: the end of the method is the end of the job, which what it returns may not be
            throw declaration.refused("the method must return nothing, but returns "
                    + method.getReturnType().getName() + "; save results with Queue.saveResult");
        }
        boolean payloadSeen = false;
        for (Type declared : method.getGenericParameterTypes()) {
            Type type = GenericTypeResolver.resolveType(declared, declaration.type());
            Function<M, Object> known = kind.parameters().get(type);
            boolean isPayload = known == null || type == String.class;
            if (isPayload && payloadSeen) {
                throw declaration.refused("the method can have one parameter for the payload, but has two");
            }
            payloadSeen |= isPayload;
            arguments.add(known != null ? known : payload(kind, type));
        }
    }

    private Function<M, Object> payload(MessageKind<M> kind, Type type) {
        if (!kind.hasPayload()) {
            throw declaration.refused("a parameter must be a Job or an Instant, but is " + type.getTypeName());
        }
        if (type instanceof Class<?> own && own.getPackage() == Job.class.getPackage()) {
            throw declaration.refused("a parameter can't be of type " + own.getSimpleName()
                    + " here; honker's types that it" + " can have are " + kind.names());
        }
        if (!(type instanceof Class<?> payloadType)) {
            throw declaration.refused("the payload must be a class without type parameters, but is "
                    + type.getTypeName() + "; wrap it in a record, or take a String");
        }
        try {
            JsonCodec<?> codec = Honker.json(payloadType);
            return message -> kind.payload().apply(message, codec);
        } catch (HonkerException e) {
            throw declaration.refused(e.getMessage() + "; or take the payload as a String");
        }
    }

    /** Binds it to the bean, which may be a proxy. */
    Handler<M> on(Object bean) {
        Method method;
        try {
            method = AopUtils.selectInvocableMethod(declaration.method(), bean.getClass());
        } catch (IllegalStateException e) {
            throw declaration.refused(String.valueOf(e.getMessage()));
        }
        if (AopUtils.isCglibProxy(bean) && Modifier.isFinal(method.getModifiers())) {
            throw declaration.refused("the method of a bean that is proxied by a subclass must not be final");
        }
        ReflectionUtils.makeAccessible(method);
        return message -> call(method, bean, message);
    }

    private void call(Method method, Object bean, M message) throws Exception {
        Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments.get(i).apply(message);
        }
        try {
            method.invoke(bean, values);
        } catch (InvocationTargetException e) {
            if (e.getTargetException() instanceof Exception failure) {
                throw failure;
            } else if (e.getTargetException() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }
}
