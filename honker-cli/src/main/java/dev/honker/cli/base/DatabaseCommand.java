package dev.honker.cli.base;

import dev.honker.cli.output.JsonOutput;
import dev.honker.cli.output.Output;
import dev.honker.cli.output.StatusLine;
import dev.honker.cli.output.TextOutput;
import dev.honker.cli.output.Wording;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command on a database file; runs once. */
public abstract class DatabaseCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    /** For subclasses, whose fields picocli sets. */
    protected DatabaseCommand() {}

    /** The file that {@code -d} or the environment names. */
    protected final DatabaseFile file() {
        Path path = options()
                .database()
                .orElseThrow(() -> misuse("no database: name the file with -d FILE or by HONKER_DATABASE"));
        return new DatabaseFile(path);
    }

    /** The same, or another if nothing names one. */
    protected final DatabaseFile fileOr(Path other) {
        return new DatabaseFile(options().database().orElse(other));
    }

    /** Whether a file is named. */
    protected final boolean hasFile() {
        return options().database().isPresent();
    }

    /** Where results go. */
    protected final Output out() {
        PrintWriter out = spec.commandLine().getOut();
        return options().json()
                ? new JsonOutput(out)
                : new TextOutput(out, spec.commandLine().getColorScheme().ansi());
    }

    /** Says something that is no result: what is going on, or why there is nothing. */
    protected final void say(String text) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(Wording.harmless(text));
        err.flush();
    }

    /** While it is open, whoever sits at a terminal sees this text, ever anew; others, and readers of JSON, don't. To be closed. */
    protected final StatusLine status(Supplier<String> text) {
        OutputStream screen = json() ? null : Screen.find();
        return screen == null ? StatusLine.none() : StatusLine.on(screen, text);
    }

    /** Does something while {@link #status} shows this text. */
    protected final <T> T showing(Supplier<String> text, Supplier<T> work) {
        StatusLine status = status(text);
        try {
            return work.get();
        } finally {
            status.close();
        }
    }

    /** Whether results are printed as JSON. */
    protected final boolean json() {
        return options().json();
    }

    /** The error of someone who called the command wrongly. */
    protected final ParameterException misuse(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private GlobalOptions options() {
        return (GlobalOptions) spec.root().userObject();
    }
}
