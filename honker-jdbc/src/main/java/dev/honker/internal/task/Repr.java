package dev.honker.internal.task;

import java.util.Collection;
import java.util.stream.Collectors;

/** Texts as Python shows them, which error texts of other languages' workers hold; stateless. */
final class Repr {

    private Repr() {}

    static String of(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder repr = new StringBuilder().append(quote);
        text.codePoints().forEach(c -> append(repr, c, quote));
        return repr.append(quote).toString();
    }

    static String of(Collection<String> texts) {
        return texts.stream().map(Repr::of).collect(Collectors.joining(", ", "[", "]"));
    }

    private static void append(StringBuilder repr, int c, char quote) {
        switch (c) {
            case '\n' -> repr.append("\\n");
            case '\r' -> repr.append("\\r");
            case '\t' -> repr.append("\\t");
            case '\\' -> repr.append("\\\\");
            default -> {
                if (c == quote) {
                    repr.append('\\').append(quote);
                } else if (Character.isISOControl(c)) {
                    repr.append("\\x").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
                } else {
                    repr.appendCodePoint(c);
                }
            }
        }
    }
}
