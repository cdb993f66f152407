package dev.honker.internal.function;

import org.jspecify.annotations.Nullable;

/**
 * Writes compact JSON; the caller gives the keys in alphabetical order. Not thread-safe.
 */
final class Json {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder text = new StringBuilder();

    Json open(char bracket) {
        separate();
        text.append(bracket);
        return this;
    }

    Json close(char bracket) {
        text.append(bracket);
        return this;
    }

    Json field(String key, long value) {
        key(key);
        text.append(value);
        return this;
    }

    Json field(String key, @Nullable Long value) {
        key(key);
        text.append(value);
        return this;
    }

    Json field(String key, boolean value) {
        key(key);
        text.append(value);
        return this;
    }

    Json field(String key, @Nullable String value) {
        key(key);
        if (value == null) {
            text.append("null");
        } else {
            quote(value);
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void key(String key) {
        separate();
        text.append('"').append(key).append("\":");
    }

    /** A value never ends in an opening bracket, so the last character says whether something stands before. */
    private void separate() {
        if (text.length() > 0) {
            char last = text.charAt(text.length() - 1);
            if (last != '[' && last != '{') {
                text.append(',');
            }
        }
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                control(c);
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    private void control(char c) {
        switch (c) {
            case '\b' -> text.append("\\b");
            case '\f' -> text.append("\\f");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> text.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
        }
    }
}
