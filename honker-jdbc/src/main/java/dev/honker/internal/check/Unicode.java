package dev.honker.internal.check;

import org.jspecify.annotations.Nullable;

/**
 * Halves of surrogate pairs, which a Java text can hold and UTF-8 can't: the driver would store a question mark for each, so that two
 * texts become one; stateless.
 */
public final class Unicode {

    private static final int NONE = -1;

    private Unicode() {}

    /** Returns why a text can't be stored as it is, to follow its name in a message; null if it can. The text itself is left out. */
    public static @Nullable String flaw(String text) {
        int at = loneSurrogate(text, 0);
        return at == NONE
                ? null
                : "must be valid Unicode, but has half of a surrogate pair, " + escape(text.charAt(at)) + ", at index "
                        + at + ", for which SQLite would store a question mark; remove it, or replace it with U+FFFD";
    }

    /** Returns the text with each half of a surrogate pair as its escape; for texts that must be stored in any case, such as errors. */
    public static String escaped(String text) {
        int at = loneSurrogate(text, 0);
        if (at == NONE) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 5);
        int from = 0;
        while (at != NONE) {
            escaped.append(text, from, at).append(escape(text.charAt(at)));
            from = at + 1;
            at = loneSurrogate(text, from);
        }
        return escaped.append(text, from, text.length()).toString();
    }

    private static String escape(char half) {
        return "\\u" + Integer.toHexString(half);
    }

    private static int loneSurrogate(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isLowSurrogate(c)
                    || i + 1 == text.length()
                    || !Character.isLowSurrogate(text.charAt(i + 1))) {
                return i;
            }
            i++;
        }
        return NONE;
    }
}
