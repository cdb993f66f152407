package dev.honker.internal.task;

import dev.honker.HonkerInvalidOptionException;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Optional;

/** The types of arguments and results; stateless. */
final class TaskTypes {

    private TaskTypes() {}

    /** Refuses a type that depends on a type variable: it says nothing about the JSON. */
    static Type concrete(String what, Type type) {
        if (hasVariable(type)) {
            throw new HonkerInvalidOptionException(
                    what + " must be of a type without type variables, but is " + type.getTypeName());
        }
        return type;
    }

    private static boolean hasVariable(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return anyHasVariable(parameterized.getActualTypeArguments());
        }
        if (type instanceof GenericArrayType array) {
            return hasVariable(array.getGenericComponentType());
        }
        if (type instanceof WildcardType wildcard) {
            return anyHasVariable(wildcard.getUpperBounds()) || anyHasVariable(wildcard.getLowerBounds());
        }
        return type instanceof TypeVariable<?>;
    }

    private static boolean anyHasVariable(Type[] types) {
        for (Type type : types) {
            if (hasVariable(type)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a type is {@link Optional}, whose value stands for it in JSON. */
    static boolean isOptional(Type type) {
        return type == Optional.class
                || type instanceof ParameterizedType parameterized && parameterized.getRawType() == Optional.class;
    }

    /** The type argument of one that has one; Object if it is raw. */
    static Type argument(Type type) {
        return type instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[0]
                : Object.class;
    }
}
