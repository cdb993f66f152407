package dev.honker.cli;

import dev.honker.HonkerInvalidOptionException;
import dev.honker.cli.base.ExitCode;
import dev.honker.cli.output.ReaderGoneException;
import dev.honker.cli.output.Wording;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What becomes of a command that fails: one line, and the trace for those who ask; stateless. */
final class Failures implements IExecutionExceptionHandler {

    /** What only reads makes no tables. */
    private static final Pattern MISSING_TABLE = Pattern.compile("no such table: (?:main\\.)?(_honker_\\w+)");

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult result) {
        if (failure instanceof ReaderGoneException) {
            // why no failure: who closes a pipe has what he wanted
            return ExitCode.OK;
        }
        PrintWriter err = line.getErr();
        HonkerCommand command = (HonkerCommand) line.getCommandSpec().root().userObject();
        String text = Wording.harmless("honker: " + firstLine(failure, command));
        err.println(line.getColorScheme().errorText(text));
        if (command.verbose()) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace, true));
            err.println(Wording.harmlessLines(trace.toString()));
        }
        err.flush();
        return failure instanceof HonkerInvalidOptionException ? ExitCode.USAGE : ExitCode.FAILED;
    }

    private static String firstLine(Exception failure, HonkerCommand command) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName();
        }
        Optional<String> trouble = command.database().flatMap(file -> Trouble.of(message, file));
        if (trouble.isPresent()) {
            return trouble.get();
        }
        Matcher table = MISSING_TABLE.matcher(message);
        return table.find()
                ? "the file has no table " + table.group(1) + " yet; the first program that uses it makes it"
                : message.lines().findFirst().orElse(message);
    }
}
