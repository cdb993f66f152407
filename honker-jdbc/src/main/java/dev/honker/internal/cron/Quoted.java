package dev.honker.internal.cron;

/**
 * Quotes a fragment for a message as the peers do, which is a Rust debug string literal; stateless. What
 * counts as unassigned follows the JVM's Unicode version.
 */
final class Quoted {

    /** Why a list: {@link Character} knows marks by category only, and these few extend a grapheme without being Mn or Me. */
    private static final String OTHER_GRAPHEME_EXTEND =
            "\u09be\u09d7\u0b3e\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57"
                    + "\u0dcf\u0ddf\u1b35\u302e\u302f\uff9e\uff9f\ud804\udf3e\ud804\udf57\ud805\udcb0\ud805\udcbd\ud805\uddaf"
                    + "\ud806\udd30\ud834\udd65\ud834\udd6e\ud834\udd6f\ud834\udd70\ud834\udd71\ud834\udd72";

    private Quoted() {}

    /** The text in double quotes, with everything escaped that does not print as a character of its own. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> append(quoted, c));
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, int codePoint) {
        switch (codePoint) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            case 0 -> quoted.append("\\0");
            default -> {
                if (isPlain(codePoint)) {
                    quoted.appendCodePoint(codePoint);
                } else {
                    quoted.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
                }
            }
        }
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> false;
            case Character.SPACE_SEPARATOR -> codePoint == ' ';
            default -> OTHER_GRAPHEME_EXTEND.indexOf(codePoint) < 0;
        };
    }
}
