package dev.honker.internal.cron;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds what is valid here but means something else in other crons, or hardly what was meant; stateless. */
final class CronDoubts {

    private CronDoubts() {}

    /** The doubts about a valid expression of five or six fields; empty if there are none. */
    static List<String> about(CronFields fields) {
        List<String> texts = UnicodeSpace.split(fields.expression());
        int first = CronField.values().length - texts.size();
        List<String> doubts = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            CronField field = CronField.values()[first + i];
            for (String part : texts.get(i).split(",", -1)) {
                aboutStep(field, part, doubts);
            }
        }
        if (first == 0 && fields.times().seconds().values().size() == 60) {
            doubts.add("with six fields the first one is the second: \"" + texts.get(0)
                    + "\" fires at each second of the minutes that match; write 0 for once a minute");
        }
        if (fields.days().daysOfMonth().values().size() < 31
                && fields.days().daysOfWeek().values().size() < 7) {
            doubts.add("day of month and day of week must both match here, while most other crons fire if one of them"
                    + " does; leave one of them as *, or add two schedules");
        }
        return List.copyOf(doubts);
    }

    private static void aboutStep(CronField field, String part, List<String> doubts) {
        int slash = part.indexOf('/');
        if (slash < 0) {
            return;
        }
        String range = part.substring(0, slash);
        String step = part.substring(slash + 1);
        String name = field.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        List<Integer> selected = field.selected(part);
        if (!range.equals("*") && range.indexOf('-') < 0) {
            String meant = range + "-" + field.high() + "/" + step;
            String elsewhere =
                    field.selected(meant).stream().map(String::valueOf).collect(Collectors.joining(", "));
            doubts.add("the " + name + " \"" + part + "\" selects just " + selected.get(0)
                    + " here, while other crons take it for " + elsewhere + "; write " + meant + " for that, or "
                    + selected.get(0) + " to have no doubt");
        } else if (selected.size() == 1) {
            doubts.add(
                    "the step of the " + name + " \"" + part + "\" is larger than its range, so that it selects just "
                            + selected.get(0) + "; write " + selected.get(0) + " if that is meant");
        }
    }
}
