package dev.honker.spring;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;

/** Whether a type says what it consists of; stateless. Why not Spring's: it takes a raw {@code List} for one with variables. */
final class TypeVariables {

    private TypeVariables() {}

    static boolean in(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return inAny(parameterized.getActualTypeArguments());
        }
        if (type instanceof GenericArrayType array) {
            return in(array.getGenericComponentType());
        }
        if (type instanceof WildcardType wildcard) {
            return inAny(wildcard.getUpperBounds()) || inAny(wildcard.getLowerBounds());
        }
        return type instanceof TypeVariable<?>;
    }

    private static boolean inAny(Type[] types) {
        return Arrays.stream(types).anyMatch(TypeVariables::in);
    }
}
