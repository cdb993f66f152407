package dev.honker.internal.function;

import dev.honker.internal.engine.Limits;
import java.sql.SQLDataException;
import org.jspecify.annotations.Nullable;

/**
 * Reading the arguments of a function: no text is a number and no number a text, but a REAL without a
 * fraction is a whole number. The index in a message counts from zero.
 */
final class Arguments {

    private static final double TWO_TO_THE_63 = 0x1p63;

    private Arguments() {}

    /** A TEXT. */
    static String text(@Nullable Object[] arguments, int index) throws SQLDataException {
        if (arguments[index] instanceof String text) {
            return text;
        }
        throw wrongType(arguments[index], index);
    }

    /** A TEXT or NULL. */
    static @Nullable String textOrNull(@Nullable Object[] arguments, int index) throws SQLDataException {
        return arguments[index] == null ? null : text(arguments, index);
    }

    /** An INTEGER or a whole REAL. */
    static long integer(@Nullable Object[] arguments, int index) throws SQLDataException {
        Object argument = arguments[index];
        if (argument instanceof Long integer) {
            return integer;
        }
        if (argument instanceof Double real) {
            return whole(real, index);
        }
        throw wrongType(argument, index);
    }

    /** An INTEGER, a whole REAL, or NULL. */
    static @Nullable Long integerOrNull(@Nullable Object[] arguments, int index) throws SQLDataException {
        return arguments[index] == null ? null : (Long) integer(arguments, index);
    }

    private static long whole(double real, int index) throws SQLDataException {
        String reason;
        if (Double.isNaN(real)) {
            reason = "not a number";
        } else if (Double.isInfinite(real)) {
            reason = "infinite";
        } else if (real != Math.rint(real)) {
            reason = Decimals.plain(real) + " has a fractional part";
        } else if (real < -TWO_TO_THE_63 || real >= TWO_TO_THE_63) {
            reason = Decimals.scientific(real) + " is outside the range of a 64-bit integer";
        } else {
            return (long) real;
        }
        throw Limits.refused("honker: argument " + index + " must be a whole number, but " + reason
                + ". Whole values bind fine even when the client sends them as REAL, which better-sqlite3 does for every"
                + " JavaScript number.");
    }

    private static SQLDataException wrongType(@Nullable Object argument, int index) {
        return Limits.refused("Invalid function parameter type " + storageClass(argument) + " at index " + index);
    }

    private static String storageClass(@Nullable Object argument) {
        if (argument == null) {
            return "Null";
        }
        if (argument instanceof Long) {
            return "Integer";
        }
        if (argument instanceof Double) {
            return "Real";
        }
        return argument instanceof String ? "Text" : "Blob";
    }
}
