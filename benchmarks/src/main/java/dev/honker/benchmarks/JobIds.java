package dev.honker.benchmarks;

/** Reads ids out of honker's JSON texts, without a JSON library to be measured along; stateless. */
final class JobIds {

    private static final String ID = "\"id\":";

    private JobIds() {}

    /** The id of the first job of a claim. */
    static long first(String claimed) {
        int start = claimed.indexOf(ID);
        if (start < 0) {
            throw new IllegalStateException("nothing was claimed: " + claimed);
        }
        long id = 0;
        for (int i = start + ID.length(); Character.isDigit(claimed.charAt(i)); i++) {
            id = 10 * id + claimed.charAt(i) - '0';
        }
        return id;
    }
}
