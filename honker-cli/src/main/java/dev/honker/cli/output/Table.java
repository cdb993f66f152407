package dev.honker.cli.output;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Rows below headings, each column as wide as its widest value, numbers to the right; for one thread. */
final class Table {

    private static final String GAP = "  ";

    private final List<String> columns;
    private final List<List<Fields.Cell>> rows = new ArrayList<>();

    Table(List<String> columns) {
        this.columns = columns;
    }

    void add(List<Fields.Cell> row) {
        rows.add(row);
    }

    List<String> lines(Ansi ansi) {
        List<StringBuilder> lines = new ArrayList<>();
        for (int i = 0; i <= rows.size(); i++) {
            lines.add(new StringBuilder());
        }
        for (int column = 0; column < columns.size(); column++) {
            append(column, lines, ansi);
        }
        return lines.stream().map(line -> line.toString().stripTrailing()).toList();
    }

    private void append(int column, List<StringBuilder> lines, Ansi ansi) {
        String heading = Wording.heading(columns.get(column));
        boolean numbers = rows.stream().anyMatch(row -> row.get(column).value() instanceof Number);
        int width = heading.length();
        for (List<Fields.Cell> row : rows) {
            width = Math.max(width, length(text(row, column)));
        }
        String gap = column == 0 ? "" : GAP;
        lines.get(0).append(gap).append(padded(Style.STRONG.apply(ansi, heading), heading, width, numbers));
        for (int i = 0; i < rows.size(); i++) {
            String text = text(rows.get(i), column);
            String styled = rows.get(i).get(column).style().apply(ansi, text);
            lines.get(i + 1).append(gap).append(padded(styled, text, width, numbers));
        }
    }

    private static String text(List<Fields.Cell> row, int column) {
        return String.valueOf(row.get(column).value());
    }

    private static String padded(String styled, String text, int width, boolean right) {
        String padding = " ".repeat(width - length(text));
        return right ? padding + styled : styled + padding;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
