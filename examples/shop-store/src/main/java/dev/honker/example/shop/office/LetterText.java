package dev.honker.example.shop.office;

/** The text of a letter to a customer whose card was declined. */
public final class LetterText {

    private LetterText() {}

    public static String of(String customer, String reason) {
        return "Dear %s, we are sorry: %s".formatted(customer, reason);
    }
}
