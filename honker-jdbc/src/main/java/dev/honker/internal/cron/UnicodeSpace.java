package dev.honker.internal.cron;

import java.util.ArrayList;
import java.util.List;

/**
 * Trims and splits at the characters with Unicode's White_Space property, as the peers do; stateless.
 * Why not {@link Character#isWhitespace}: it leaves out NBSP, U+2007, U+202F and U+0085, and takes in U+001C-U+001F.
 */
final class UnicodeSpace {

    private UnicodeSpace() {}

    static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** The pieces between runs of white space, none of them empty. */
    static List<String> split(String text) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || isSpace(text.charAt(i))) {
                if (i > start) {
                    pieces.add(text.substring(start, i));
                }
                start = i + 1;
            }
        }
        return pieces;
    }

    private static boolean isSpace(char c) {
        return switch (c) {
            case ' ', '\u0085', '\u00a0', '\u1680', '\u2028', '\u2029', '\u202f', '\u205f', '\u3000' -> true;
            default -> c >= '\t' && c <= '\r' || c >= '\u2000' && c <= '\u200a';
        };
    }
}
