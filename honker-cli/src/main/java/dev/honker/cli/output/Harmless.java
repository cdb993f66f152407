package dev.honker.cli.output;

import java.util.Locale;
import java.util.function.IntPredicate;

/** Writes what a terminal would act on as JSON escapes it, so that a stored text moves nothing and hides nothing; stateless. */
final class Harmless {

    private static final int DELETE = 0x7f;
    private static final String TAB = "    ";

    private Harmless() {}

    /** Returns the text in one line. */
    static String line(String text) {
        return escaped(text, Harmless::isActive);
    }

    /** Returns a line of a text of several lines: tabs are spaces, as they indent a stack trace. */
    static String indentedLine(String line) {
        return line(line.replace("\t", TAB));
    }

    /** Returns a line of a text of several lines, with its tabs. */
    static String tabbedLine(String line) {
        return escaped(line, character -> character != '\t' && isActive(character));
    }

    /**
     * Returns the same JSON document. Its line ends stay: below the delete character the JSON library escapes whatever is inside a text, and
     * above it there is nothing but texts.
     */
    static String json(String document) {
        return escaped(document, character -> character >= DELETE && isActive(character));
    }

    private static String escaped(String text, IntPredicate active) {
        StringBuilder harmless = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (!active.test(character)) {
                harmless.appendCodePoint(character);
            } else if (character == '\n') {
                harmless.append("\\n");
            } else if (character == '\t') {
                harmless.append("\\t");
            } else {
                harmless.append(String.format(Locale.ROOT, "\\u%04x", character));
            }
        });
        return harmless.toString();
    }

    /** Controls (C0, delete, C1), ends of lines, halves of surrogate pairs, and marks that turn the direction of a text. */
    private static boolean isActive(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE
                || isDirection(character);
    }

    private static boolean isDirection(int character) {
        return character == 0x061c
                || character == 0x200e
                || character == 0x200f
                || character >= 0x202a && character <= 0x202e
                || character >= 0x2066 && character <= 0x206f;
    }
}
