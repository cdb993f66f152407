package dev.honker.internal.check;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the place of a codec's exception when JSON can't be read. Parsers and codecs repeat in their messages what they could not read;
 * those would bring payloads into logs, dead letters and other messages. So this one says where the text can't be read, and keeps the
 * stack trace, but neither the message nor the causes.
 */
public final class UnreadableJsonException extends Exception {

    /** A system property; {@code true} leaves the exceptions of codecs as they are, with what they say of the payload. */
    public static final String SHOW_PROPERTY = "honker.show_payload_errors";

    private static final long serialVersionUID = 1L;

    private UnreadableJsonException(String message, Throwable failure) {
        super(message);
        setStackTrace(failure.getStackTrace());
    }

    /** What to show of the exception of any codec. */
    public static Exception of(Exception failure) {
        if (failure instanceof UnreadableJsonException || Boolean.getBoolean(SHOW_PROPERTY)) {
            return failure;
        }
        return new UnreadableJsonException("its codec threw " + kinds(failure) + hint(), failure);
    }

    /** What to show of a parser's exception; {@code where} is known to repeat nothing of the text. */
    public static Exception of(Exception failure, String type, String where) {
        if (Boolean.getBoolean(SHOW_PROPERTY)) {
            return failure;
        }
        return new UnreadableJsonException(
                "the JSON can't be read as " + type + where + ": " + kinds(failure) + hint(), failure);
    }

    /** Adds a step to a path; the key of a map is data, and is left out. */
    public static void step(StringBuilder path, @Nullable Object from, @Nullable String property, int index) {
        if (property == null) {
            path.append('[').append(index).append(']');
        } else {
            path.append(path.isEmpty() ? "" : ".").append(from instanceof Map ? "*" : property);
        }
    }

    /** The place in words. */
    public static String where(StringBuilder path, int line, int column) {
        return (path.isEmpty() ? "" : " at " + path) + (line > 0 ? ", line " + line + ", column " + column : "");
    }

    private static String kinds(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure.getClass().getName()
                + (cause == null ? "" : ", caused by " + cause.getClass().getName());
    }

    private static String hint() {
        return " (its message is left out because it may repeat the payload; -D" + SHOW_PROPERTY + "=true shows it)";
    }
}
