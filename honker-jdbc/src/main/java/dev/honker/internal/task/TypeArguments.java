package dev.honker.internal.task;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a class says the type variables of its supertypes are; immutable. */
final class TypeArguments {

    private final Map<TypeVariable<?>, Type> arguments = new HashMap<>();

    private TypeArguments() {}

    static TypeArguments of(Class<?> type) {
        TypeArguments arguments = new TypeArguments();
        arguments.addSupertypes(type);
        return arguments;
    }

    private void addSupertypes(@Nullable Class<?> type) {
        if (type != null) {
            add(type.getGenericSuperclass());
            for (Type each : type.getGenericInterfaces()) {
                add(each);
            }
        }
    }

    private void add(@Nullable Type supertype) {
        if (supertype instanceof ParameterizedType parameterized
                && parameterized.getRawType() instanceof Class<?> raw) {
            Type[] given = parameterized.getActualTypeArguments();
            for (int i = 0; i < given.length; i++) {
                arguments.put(raw.getTypeParameters()[i], resolve(given[i]));
            }
            addSupertypes(raw);
        } else if (supertype instanceof Class<?> plain) {
            addSupertypes(plain);
        }
    }

    /** The type with what is known in place of its variables; those that nothing is known of stay. */
    Type resolve(Type type) {
        if (type instanceof TypeVariable<?> variable) {
            return arguments.getOrDefault(variable, variable);
        }
        if (type instanceof ParameterizedType parameterized) {
            return new Parameterized(
                    parameterized.getRawType(),
                    parameterized.getOwnerType(),
                    resolve(parameterized.getActualTypeArguments()));
        }
        if (type instanceof GenericArrayType array) {
            Type component = resolve(array.getGenericComponentType());
            return component instanceof Class<?> plain ? plain.arrayType() : new GenericArray(component);
        }
        return type instanceof WildcardType wildcard
                ? new Wildcard(resolve(wildcard.getUpperBounds()), resolve(wildcard.getLowerBounds()))
                : type;
    }

    private List<Type> resolve(Type[] types) {
        return Arrays.stream(types).map(this::resolve).toList();
    }

    /** The signature that the method has in the class: two methods with the same one override each other. */
    Signature signature(Method method) {
        return new Signature(
                method.getName(),
                Arrays.stream(method.getGenericParameterTypes())
                        .<Class<?>>map(parameter -> erased(resolve(parameter)))
                        .toList());
    }

    /** The class of the type's values. */
    Class<?> erased(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType parameterized) {
            return erased(parameterized.getRawType());
        }
        if (type instanceof GenericArrayType array) {
            return erased(array.getGenericComponentType()).arrayType();
        }
        if (type instanceof TypeVariable<?> variable) {
            return erased(resolve(variable.getBounds()[0]));
        }
        return erased(((WildcardType) type).getUpperBounds()[0]);
    }

    private record Parameterized(Type raw, @Nullable Type owner, List<Type> arguments) implements ParameterizedType {

        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(new Type[0]);
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return owner;
        }

        @Override
        public String toString() {
            return raw.getTypeName() + names(arguments, ", ", "<", ">");
        }
    }

    private record GenericArray(Type component) implements GenericArrayType {

        @Override
        public Type getGenericComponentType() {
            return component;
        }

        @Override
        public String toString() {
            return component.getTypeName() + "[]";
        }
    }

    private record Wildcard(List<Type> upper, List<Type> lower) implements WildcardType {

        @Override
        public Type[] getUpperBounds() {
            return upper.toArray(new Type[0]);
        }

        @Override
        public Type[] getLowerBounds() {
            return lower.toArray(new Type[0]);
        }

        @Override
        public String toString() {
            if (!lower.isEmpty()) {
                return names(lower, " & ", "? super ", "");
            }
            return upper.equals(List.of(Object.class)) ? "?" : names(upper, " & ", "? extends ", "");
        }
    }

    private static String names(List<Type> types, String between, String before, String after) {
        return types.stream().map(Type::getTypeName).collect(Collectors.joining(between, before, after));
    }
}
