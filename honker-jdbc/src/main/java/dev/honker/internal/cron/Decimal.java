package dev.honker.internal.cron;

/**
 * Reads non-negative decimal numbers of ASCII digits, with any number of leading zeros; stateless. Why not {@link
 * Long#parseLong}: it takes the digits of other scripts and a minus sign.
 */
final class Decimal {

    /** What {@link #parse} returns for a text that is not such a number. */
    static final long NONE = -1;

    private Decimal() {}

    /**
     * The value of a text that is digits only.
     *
     * @return {@link #NONE} if it is empty, has another character or exceeds {@code max}
     */
    static long parse(String text, long max) {
        if (text.isEmpty() || leadingDigits(text) < text.length()) {
            return NONE;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (value > (max - digit) / 10) {
                return NONE;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** How many characters at the start of the text are ASCII digits. */
    static int leadingDigits(String text) {
        int count = 0;
        while (count < text.length() && text.charAt(count) >= '0' && text.charAt(count) <= '9') {
            count++;
        }
        return count;
    }
}
