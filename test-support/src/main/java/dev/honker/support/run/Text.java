package dev.honker.support.run;

import java.time.Duration;

/** Texts for people; stateless. */
final class Text {

    private static final int LONGEST = 400;

    private Text() {}

    /** Returns a duration as minutes and seconds. */
    static String time(Duration duration) {
        return "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
    }

    /** Returns a text that may have several lines as one that is not too long. */
    static String line(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " …";
    }
}
