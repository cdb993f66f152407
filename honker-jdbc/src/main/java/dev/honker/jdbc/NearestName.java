package dev.honker.jdbc;

import java.util.List;
import java.util.Locale;

/**
 * Which of several names somebody meant who misspelt one: the one that takes the fewest steps, each of which adds, drops or
 * changes a letter or swaps two neighbours. Case and separators cost nothing, and a missing or foreign first part of a dotted
 * name costs one step. Stateless.
 */
final class NearestName {

    private NearestName() {}

    /** The first of the nearest names. */
    static String of(String unknown, List<String> known) {
        String nearest = known.get(0);
        int least = Integer.MAX_VALUE;
        for (String name : known) {
            int steps = steps(unknown, name);
            if (steps < least) {
                least = steps;
                nearest = name;
            }
        }
        return nearest;
    }

    private static int steps(String unknown, String name) {
        int whole = distance(letters(unknown), letters(name));
        int last = distance(letters(lastPart(unknown)), letters(lastPart(name)));
        boolean samePrefix = prefix(unknown).equals(prefix(name));
        // why the part: "journal" is far from "journal_mode" by letters alone
        boolean part = letters(unknown).length() > 4 && letters(name).contains(letters(unknown));
        return Math.min(part ? 2 : whole, samePrefix ? whole : last + 1);
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[._-]", "");
    }

    private static String prefix(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? "" : name.substring(0, dot).toLowerCase(Locale.ROOT);
    }

    private static String lastPart(String name) {
        return name.substring(name.indexOf('.') + 1);
    }

    private static int distance(String from, String to) {
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : cheapest(steps, from, to, i, j);
            }
        }
        return steps[from.length()][to.length()];
    }

    private static int cheapest(int[][] steps, String from, String to, int i, int j) {
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int cheapest = Math.min(steps[i - 1][j - 1] + change, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(cheapest, steps[i - 2][j - 2] + 1) : cheapest;
    }
}
