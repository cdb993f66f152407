package dev.honker.spring;

import dev.honker.HonkerException;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.Job;
import dev.honker.JsonCodec;
import dev.honker.JsonCodecFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
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
    MethodCall(AnnotatedMethod<?> declaration, MessageKind<M> kind, JsonCodecFactory codecs) {
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
        for (Parameter parameter : method.getParameters()) {
            Type type = GenericTypeResolver.resolveType(parameter.getParameterizedType(), declaration.type());
            Function<M, Object> known = kind.parameters().get(type);
            boolean isPayload = known == null || type == String.class;
            if (isPayload && payloadSeen) {
                throw declaration.refused("the method can have one parameter for the payload, but has two");
            }
            payloadSeen |= isPayload;
            arguments.add(known != null ? known : payload(kind, parameter, type, codecs));
        }
    }

    private Function<M, Object> payload(MessageKind<M> kind, Parameter parameter, Type type, JsonCodecFactory codecs) {
        if (!kind.hasPayload()) {
            throw declaration.refused("a parameter must be a Job or an Instant, but is " + type.getTypeName());
        }
        if (type instanceof Class<?> own && own.getPackage() == Job.class.getPackage()) {
            throw declaration.refused("a parameter can't be of type " + own.getSimpleName()
                    + " here; honker's types that it" + " can have are " + kind.names());
        }
        if (TypeVariables.in(type)) {
            throw declaration.refused("the payload must be of a type without type variables, but "
                    + described(parameter, type) + "; have a subclass say what they are, or take a String");
        }
        try {
            JsonCodec<?> codec = codecs.codec(type);
            if (codec == null) {
                throw declaration.refused("the JsonCodecFactory returned no codec, and " + described(parameter, type));
            }
            codec.requireReadable();
            return message -> kind.payload().apply(message, codec);
        } catch (HonkerInvalidOptionException e) {
            throw e;
        } catch (HonkerException e) {
            throw declaration.refused(
                    described(parameter, type) + ": " + e.getMessage() + "; or take the payload as a String");
        }
    }

    private static String described(Parameter parameter, Type type) {
        // why: what can't be resolved is told as it was declared
        Type shown = TypeVariables.in(type) ? parameter.getParameterizedType() : type;
        return "parameter " + parameter.getName() + " is of type " + shown.getTypeName();
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
