package dev.honker.cli.base;

import dev.honker.cli.output.Wording;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The consent to an action that can't be undone: given by {@code --yes}, or by an answer at a terminal. */
public final class Consent {

    private static final Set<String> YES = Set.of("y", "yes");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = {"-y", "--yes"},
            description = "Don't ask; needed where there is no terminal to ask on.")
    private boolean yes;

    /** For picocli. */
    public Consent() {}

    /**
     * Requires that consent is given or can be asked for; to be called before the command has any effect.
     *
     * @param action what needs consent, such as {@code delete --all}
     * @throws ParameterException if there is neither {@code --yes} nor a terminal
     */
    public void require(String action) {
        if (!yes && Screen.console() == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    action + " asks before it begins, and there is no terminal to ask on; add --yes if it is meant");
        }
    }

    /** Returns whether {@code --yes} is given, or else whether the answer to the question is yes; blocks until it is there. */
    public boolean isGiven(String question) {
        return yes || isYes(ask(question));
    }

    /** Why the question goes to the error stream: the output has results only. */
    private @Nullable String ask(String question) {
        PrintWriter err = spec.commandLine().getErr();
        err.print(Wording.harmless(question) + " [y/N] ");
        err.flush();
        Console console = Screen.console();
        String answer = console == null ? null : console.readLine();
        if (answer == null) {
            // why: the end of the input leaves the cursor behind the question
            err.println();
            err.flush();
        }
        return answer;
    }

    private static boolean isYes(@Nullable String answer) {
        return answer != null && YES.contains(answer.strip().toLowerCase(Locale.ROOT));
    }
}
