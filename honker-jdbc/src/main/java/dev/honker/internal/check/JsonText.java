package dev.honker.internal.check;

import dev.honker.HonkerInvalidOptionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A JSON text, taken apart without a library: its parts are cut out as they were written, so that numbers keep their text
 *. Strict (RFC 8259). One object reads one text, in one thread; the static methods are thread-safe.
 */
public final class JsonText {

    /** What a JSON value is. */
    public enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        BOOLEAN,
        NULL
    }

    /** A text that is no JSON; the message says where, and never what is there. */
    public static final class MalformedException extends Exception {

        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message, null, false, false);
        }
    }

    /** As deep as Python and Jackson go. */
    private static final int DEEPEST = 1000;

    /** How many levels the payload of a task's call lays around its arguments. */
    private static final int AROUND_ARGUMENTS = 3;

    private final String text;
    private int deepest = DEEPEST;
    private int at;

    private JsonText(String text) {
        this.text = text;
    }

    /** What the text is, after a look at all of it. */
    public static Kind kind(String text) throws MalformedException {
        return kind(text, DEEPEST);
    }

    /** As {@link #kind(String)}, of a text that is to become an argument of a task's call, which takes some of the levels. */
    public static Kind kindOfArgument(String text) throws MalformedException {
        return kind(text, DEEPEST - AROUND_ARGUMENTS);
    }

    private static Kind kind(String text, int deepest) throws MalformedException {
        JsonText json = new JsonText(text);
        json.deepest = deepest;
        json.blanks();
        Kind kind = json.value(deepest, null, null);
        json.end();
        return kind;
    }

    /** The values of an object by their names, in their order; of equal names the last. */
    public static Map<String, String> members(String object) throws MalformedException {
        Map<String, String> members = new LinkedHashMap<>();
        JsonText json = new JsonText(object);
        json.blanks();
        json.require(json.value(DEEPEST, members::put, null) == Kind.OBJECT, "an object");
        json.end();
        return members;
    }

    /** The elements of an array. */
    public static List<String> elements(String array) throws MalformedException {
        List<String> elements = new ArrayList<>();
        JsonText json = new JsonText(array);
        json.blanks();
        json.require(json.value(DEEPEST, null, elements) == Kind.ARRAY, "an array");
        json.end();
        return elements;
    }

    /** Refuses the arguments of a task's call that are not JSON of that kind. */
    public static String check(String name, Kind kind, @Nullable String text) {
        String limit = "must be a JSON " + kind.name().toLowerCase(Locale.ROOT);
        Kind found;
        try {
            found = kind(Check.notNull(name, text), DEEPEST - AROUND_ARGUMENTS + 1);
        } catch (MalformedException e) {
            throw new HonkerInvalidOptionException(name + " " + limit + ", but is not valid JSON: " + e.getMessage());
        }
        if (found != kind) {
            throw Check.refused(name, limit, "a JSON " + found.name().toLowerCase(Locale.ROOT));
        }
        return text;
    }

    /** The JSON string of a text. */
    public static String quote(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    /** The same JSON with halves of surrogate pairs escaped: UTF-8 has none, so that SQLite would keep a question mark. */
    public static String withoutLoneSurrogates(String json) {
        StringBuilder escaped = null;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < json.length()
                    && Character.isLowSurrogate(json.charAt(i + 1));
            if (!pair && Character.isSurrogate(c)) {
                if (escaped == null) {
                    escaped = new StringBuilder(json.length() + 5).append(json, 0, i);
                }
                escaped.append("\\u").append(Integer.toHexString(c));
            } else if (escaped != null) {
                escaped.append(c);
            }
            if (pair) {
                i++;
                if (escaped != null) {
                    escaped.append(json.charAt(i));
                }
            }
        }
        return escaped == null ? json : escaped.toString();
    }

    /** The text of a JSON string. */
    public static String unquote(String json) throws MalformedException {
        JsonText string = new JsonText(json);
        string.blanks();
        String text = string.string();
        string.end();
        return text;
    }

    // ---- the grammar

    /** Goes over a value; the collectors, which may be null, get what it holds itself. */
    private Kind value(int depth, @Nullable BiConsumer<String, String> members, @Nullable List<String> elements)
            throws MalformedException {
        require(depth > 0, "at most " + deepest + " levels");
        switch (peek()) {
            case '{' -> {
                object(depth, members);
                return Kind.OBJECT;
            }
            case '[' -> {
                array(depth, elements);
                return Kind.ARRAY;
            }
            case '"' -> {
                string();
                return Kind.STRING;
            }
            case 't' -> {
                word("true");
                return Kind.BOOLEAN;
            }
            case 'f' -> {
                word("false");
                return Kind.BOOLEAN;
            }
            case 'n' -> {
                word("null");
                return Kind.NULL;
            }
            default -> {
                number();
                return Kind.NUMBER;
            }
        }
    }

    private void object(int depth, @Nullable BiConsumer<String, String> members) throws MalformedException {
        at++;
        blanks();
        while (!took('}')) {
            String name = string();
            blanks();
            require(took(':'), "':'");
            blanks();
            int start = at;
            value(depth - 1, null, null);
            if (members != null) {
                members.accept(name, text.substring(start, at));
            }
            next('}');
        }
    }

    private void array(int depth, @Nullable List<String> elements) throws MalformedException {
        at++;
        blanks();
        while (!took(']')) {
            int start = at;
            value(depth - 1, null, null);
            if (elements != null) {
                elements.add(text.substring(start, at));
            }
            next(']');
        }
    }

    /** Goes to the next element, or to the end, which it leaves there. */
    private void next(char end) throws MalformedException {
        blanks();
        if (peek() != end) {
            require(took(','), "',' or '" + end + "'");
            blanks();
            require(peek() != end, "a value");
        }
    }

    private String string() throws MalformedException {
        require(took('"'), "a string");
        int start = at;
        StringBuilder unescaped = null;
        while (!took('"')) {
            char c = peek();
            require(c >= ' ', "a character of a string");
            at++;
            if (c == '\\') {
                if (unescaped == null) {
                    unescaped = new StringBuilder(text.substring(start, at - 1));
                }
                unescaped.append(escape());
            } else if (unescaped != null) {
                unescaped.append(c);
            }
        }
        return unescaped == null ? text.substring(start, at - 1) : unescaped.toString();
    }

    private char escape() throws MalformedException {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hex();
            default -> throw expected("an escape");
        };
    }

    private char hex() throws MalformedException {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            require(digit >= 0 && peek() < 128, "a hexadecimal digit");
            code = code * 16 + digit;
            at++;
        }
        return (char) code;
    }

    private void number() throws MalformedException {
        took('-');
        if (!took('0')) {
            digits();
        }
        if (took('.')) {
            digits();
        }
        if (took('e') || took('E')) {
            if (!took('+')) {
                took('-');
            }
            digits();
        }
    }

    private void digits() throws MalformedException {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        require(at > start, "a value");
    }

    private void word(String word) throws MalformedException {
        require(text.startsWith(word, at), "a value");
        at += word.length();
    }

    private void blanks() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void end() throws MalformedException {
        blanks();
        require(at == text.length(), "the end");
    }

    /** The next character; NUL, which is valid nowhere, at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean took(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        if (there) {
            at++;
        }
        return there;
    }

    private void require(boolean condition, String expected) throws MalformedException {
        if (!condition) {
            throw expected(expected);
        }
    }

    private MalformedException expected(String expected) {
        return new MalformedException("expected " + expected + " at character " + (at + 1));
    }
}
