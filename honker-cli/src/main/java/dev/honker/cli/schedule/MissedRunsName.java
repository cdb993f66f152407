package dev.honker.cli.schedule;

import dev.honker.MissedRuns;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What becomes of missed runs, as it is written on a command line: {@code fire-once}; stateless. */
final class MissedRunsName implements ITypeConverter<MissedRuns> {

    /** For picocli. */
    MissedRunsName() {}

    static String of(MissedRuns missed) {
        return missed.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public MissedRuns convert(String text) {
        return Arrays.stream(MissedRuns.values())
                .filter(missed -> of(missed).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("must be "
                        + String.join(
                                " or ",
                                Arrays.stream(MissedRuns.values())
                                        .map(MissedRunsName::of)
                                        .toList())
                        + ", but is '" + text + "'"));
    }
}
