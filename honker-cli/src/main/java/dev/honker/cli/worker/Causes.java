package dev.honker.cli.worker;

import java.util.ArrayList;
import java.util.List;

/** Puts a failure and what is behind it into one line; stateless. */
final class Causes {

    /** Why a bound: a chain of causes may be a ring. */
    private static final int MOST = 8;

    private Causes() {}

    /** Returns the failure and its causes, outermost first, without those that an outer one already names. */
    static String describe(Throwable failure) {
        List<String> causes = new ArrayList<>();
        Throwable next = failure;
        for (int i = 0; i < MOST && next != null; i++) {
            String text = next.toString();
            if (causes.stream().noneMatch(outer -> outer.contains(text))) {
                causes.add(text);
            }
            next = next.getCause();
        }
        return String.join("; caused by ", causes);
    }
}
