package dev.honker.support.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The table of a page that has a row for each tool; immutable. */
final class ContractTable {

    private static final String BEGIN = "<!-- contract: begin (written by the contract suites) -->\n";
    private static final String END = "<!-- contract: end -->";

    private final String before;
    private final Map<Tool, String> rows;
    private final String after;

    private ContractTable(String before, Map<Tool, String> rows, String after) {
        this.before = before;
        this.rows = rows;
        this.after = after;
    }

    /** Reads it in whatever order its rows stand. */
    static ContractTable read(Path page) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END, begin);
        if (begin < BEGIN.length() || end < 0) {
            throw new AssertionError(page + " has no section from «" + BEGIN.strip() + "» to «" + END + "»");
        }
        Map<Tool, String> rows = new EnumMap<>(Tool.class);
        for (Tool tool : Tool.values()) {
            text.substring(begin, end)
                    .lines()
                    .filter(line -> line.startsWith("| " + tool.label() + " |"))
                    .forEach(line -> rows.put(tool, line));
        }
        return new ContractTable(text.substring(0, begin), rows, text.substring(end));
    }

    Optional<String> row(Tool tool) {
        return Optional.ofNullable(rows.get(tool));
    }

    /** With that row in place of the tool's. */
    ContractTable with(Tool tool, String row) {
        Map<Tool, String> changed = new EnumMap<>(rows);
        changed.put(tool, row);
        return new ContractTable(before, changed, after);
    }

    /** Writes the page with the rows in the order of the tools. */
    void write(Path page) throws IOException {
        StringBuilder text = new StringBuilder(before).append(ContractRow.heading());
        rows.values().forEach(row -> text.append(row).append('\n'));
        Files.writeString(page, text.append(after));
    }
}
