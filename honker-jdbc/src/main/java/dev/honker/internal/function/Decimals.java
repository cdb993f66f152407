package dev.honker.internal.function;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The shortest decimal that reads back as the same number, as peers print it; {@code Double.toString} of Java 17 is not it. */
final class Decimals {

    private static final int ENOUGH_DIGITS = 17;

    /** At a power of two the numbers below lie closer than those above, so the nearest decimal may miss and a farther hit. */
    private static final RoundingMode[] NEAREST_FIRST = {RoundingMode.HALF_EVEN, RoundingMode.UP, RoundingMode.DOWN};

    private Decimals() {}

    /** Without an exponent, for example {@code 1.5} or {@code 0.0000001}. */
    static String plain(double number) {
        return shortest(number).toPlainString();
    }

    /** With an exponent, for example {@code 9.223372036854776e18} or {@code -1e300}. */
    static String scientific(double number) {
        BigDecimal decimal = shortest(number);
        String digits = decimal.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - decimal.scale();
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        return (decimal.signum() < 0 ? "-" : "") + digits.charAt(0) + fraction + "e" + exponent;
    }

    private static BigDecimal shortest(double number) {
        BigDecimal exact = new BigDecimal(number);
        for (int digits = 1; digits < ENOUGH_DIGITS; digits++) {
            for (RoundingMode mode : NEAREST_FIRST) {
                BigDecimal rounded = exact.round(new MathContext(digits, mode));
                if (rounded.doubleValue() == number) {
                    return rounded.stripTrailingZeros();
                }
            }
        }
        return exact.round(new MathContext(ENOUGH_DIGITS, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
    }
}
