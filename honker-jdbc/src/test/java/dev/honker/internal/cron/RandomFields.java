package dev.honker.internal.cron;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/**
 * A random expression together with the values that it selects. Why together: the oracle then needs no parser, neither ours
 * nor another.
 */
record RandomFields(String text, boolean withSeconds, List<BitSet> selected) {

    static RandomFields next(Random random, LocalDateTime near) {
        boolean withSeconds = random.nextInt(4) == 0;
        List<String> texts = new ArrayList<>();
        List<BitSet> selected = new ArrayList<>();
        add(random, texts, selected, 0, 59, near.getSecond(), withSeconds ? 40 : -1);
        add(random, texts, selected, 0, 59, near.getMinute(), 40);
        add(random, texts, selected, 0, 23, near.getHour(), 40);
        add(random, texts, selected, 1, 31, near.getDayOfMonth(), 85);
        add(random, texts, selected, 1, 12, near.getMonthValue(), 90);
        add(random, texts, selected, 0, 6, near.getDayOfWeek().getValue() % 7, 85);
        String separator = random.nextInt(10) == 0 ? "\u00a0\t" : " ";
        return new RandomFields(
                String.join(separator, withSeconds ? texts : texts.subList(1, 6)), withSeconds, selected);
    }

    boolean match(LocalDateTime civil) {
        return matchDay(civil)
                && selected.get(0).get(civil.getSecond())
                && selected.get(1).get(civil.getMinute())
                && selected.get(2).get(civil.getHour());
    }

    private boolean matchDay(LocalDateTime civil) {
        return selected.get(3).get(civil.getDayOfMonth())
                && selected.get(4).get(civil.getMonthValue())
                && selected.get(5).get(civil.getDayOfWeek().getValue() % 7);
    }

    private static void add(
            Random random, List<String> texts, List<BitSet> selected, int low, int high, int near, int starPercent) {
        BitSet values = new BitSet();
        if (starPercent < 0) {
            values.set(0);
            texts.add("0");
        } else if (random.nextInt(100) < starPercent) {
            values.set(low, high + 1);
            texts.add("*");
        } else {
            List<String> parts = new ArrayList<>();
            for (int count = 1 + random.nextInt(3); count > 0; count--) {
                parts.add(part(random, values, low, high, near));
            }
            texts.add(String.join(",", parts));
        }
        selected.add(values);
    }

    private static String part(Random random, BitSet values, int low, int high, int near) {
        int kind = random.nextInt(6);
        int close = Math.min(high, Math.max(low, near + random.nextInt(-2, 3)));
        int start = random.nextBoolean() ? close : random.nextInt(low, high + 1);
        int end = random.nextInt(start, high + 1);
        int step = 1 + random.nextInt(random.nextInt(1, high + 5));
        String number = (random.nextInt(20) == 0 ? "+0" : "") + start;
        switch (kind) {
            case 0 -> {
                select(values, low, high, step);
                return "*/" + step;
            }
            case 1 -> {
                select(values, start, end, 1);
                return number + "-" + end;
            }
            case 2 -> {
                select(values, start, end, step);
                return number + "-" + end + "/" + step;
            }
            case 3 -> {
                values.set(start);
                return number + "/" + step;
            }
            default -> {
                values.set(start);
                return number;
            }
        }
    }

    private static void select(BitSet values, int start, int end, int step) {
        for (int value = start; value <= end; value += step) {
            values.set(value);
        }
    }
}
