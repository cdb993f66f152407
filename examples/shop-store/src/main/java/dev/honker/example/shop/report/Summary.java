package dev.honker.example.shop.report;

import java.math.BigDecimal;
import java.util.Locale;

/** The report as a person reads it: a name, a number, a verdict a line. */
public final class Summary {

    private final StringBuilder text = new StringBuilder();

    public Summary title(String title) {
        text.append(title).append('\n');
        return this;
    }

    public Summary blank() {
        text.append('\n');
        return this;
    }

    public Summary count(String name, long count, String remark) {
        return line(name, String.valueOf(count), remark);
    }

    public Summary check(String name, long count, boolean holds, String expectation) {
        return count(name, count, verdict(holds, expectation));
    }

    /** @param cents shown with two decimals */
    public Summary checkMoney(String name, long cents, boolean holds, String expectation) {
        return line(name, money(cents), verdict(holds, expectation));
    }

    public static String money(long cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }

    private Summary line(String name, String value, String remark) {
        text.append("  %-36s %8s   %s".formatted(name, value, remark).stripTrailing())
                .append('\n');
        return this;
    }

    private static String verdict(boolean holds, String expectation) {
        return (holds ? "ok: " : "WRONG, should be: ") + expectation;
    }

    public Summary latencyHeader(String title) {
        text.append("%-38s %8s %8s %8s\n".formatted(title, "p50", "p95", "max"));
        return this;
    }

    public Summary latency(String name, Latency latency) {
        text.append("  %-36s %8s %8s %8s   ms\n"
                .formatted(name, millis(latency.p50()), millis(latency.p95()), millis(latency.max())));
        return this;
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%.2f", micros / 1000.0);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
