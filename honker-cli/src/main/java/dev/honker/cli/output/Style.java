package dev.honker.cli.output;

import picocli.CommandLine.Help.Ansi;

/** How a cell looks on a terminal with colours. */
public enum Style {
    /** As it is. */
    PLAIN(""),
    /** A heading. */
    STRONG("bold"),
    /** What matters less. */
    FAINT("faint"),
    /** All is well. */
    GOOD("fg(green)"),
    /** To be kept an eye on. */
    ODD("fg(yellow)"),
    /** Something is wrong. */
    BAD("fg(red)");

    private final String markup;

    Style(String markup) {
        this.markup = markup;
    }

    /** The text in this style where the terminal has styles, else the text. */
    String apply(Ansi ansi, String text) {
        return markup.isEmpty() || text.isEmpty() || !ansi.enabled()
                ? text
                : Ansi.Style.on(Ansi.Style.parse(markup)) + text + Ansi.Style.reset.on();
    }
}
