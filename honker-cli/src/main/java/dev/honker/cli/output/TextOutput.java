package dev.honker.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** Tables and lines for people. Times are those of the process's zone. */
public final class TextOutput implements Output {

    /** What of a long text a table shows. */
    private static final int WIDEST = 60;

    private static final String CLEAR = "\u001b[H\u001b[2J";

    private final Printed out;
    private final Ansi ansi;

    /** Prints to this writer, with colours if {@code ansi} says so. */
    public TextOutput(PrintWriter out, Ansi ansi) {
        this.out = new Printed(out);
        this.ansi = ansi;
    }

    @Override
    public void list(List<String> columns, List<Fields> things, String ifNone) {
        if (things.isEmpty()) {
            out.line(ifNone);
            return;
        }
        Table table = new Table(columns);
        things.forEach(thing -> table.add(columns.stream()
                .map(column -> thing.cells().getOrDefault(column, new Fields.Cell(null, Style.PLAIN)))
                .map(cell -> new Fields.Cell(numberOr(shortened(cell.value()), cell), cell.style()))
                .toList()));
        table.lines(ansi).forEach(out::line);
    }

    private static Object numberOr(String text, Fields.Cell cell) {
        return cell.value() instanceof Number number ? number : text;
    }

    private static String shortened(@Nullable Object value) {
        String text = Wording.harmless(Wording.of(value));
        return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
    }

    @Override
    public void show(Fields thing) {
        int width = thing.cells().keySet().stream()
                .mapToInt(name -> Wording.heading(name).length())
                .max()
                .orElse(0);
        for (Map.Entry<String, Fields.Cell> field : thing.cells().entrySet()) {
            Fields.Cell cell = field.getValue();
            if (cell.value() != null && !List.of().equals(cell.value())) {
                String name = Wording.heading(field.getKey());
                out.line(Style.STRONG.apply(ansi, name)
                        + " ".repeat(width - name.length() + 2)
                        + cell.style().apply(ansi, indented(Wording.of(cell.value()), width + 2)));
            }
        }
    }

    /** A text of several lines stays one, each below the first. */
    private static String indented(String text, int width) {
        List<String> lines = new ArrayList<>();
        text.lines().forEach(line -> lines.add(Harmless.indentedLine(line)));
        return String.join("\n" + " ".repeat(width), lines);
    }

    @Override
    public void next(List<String> columns, Fields thing) {
        List<String> parts = new ArrayList<>();
        for (String column : columns) {
            Fields.Cell cell = thing.cells().get(column);
            if (cell != null && cell.value() != null) {
                parts.add(cell.style().apply(ansi, Wording.harmless(Wording.of(cell.value()))));
            }
        }
        out.line(String.join("  ", parts));
    }

    @Override
    public void done(String sentence, Fields fields) {
        out.line(Wording.harmless(sentence));
    }

    @Override
    public void event(String sentence, Fields fields) {
        done(sentence, fields);
    }

    @Override
    public void remark(String sentence) {
        out.line(Style.FAINT.apply(ansi, Wording.harmless(sentence)));
    }

    @Override
    public void renew() {
        out.part(ansi.enabled() ? CLEAR : System.lineSeparator());
    }
}
