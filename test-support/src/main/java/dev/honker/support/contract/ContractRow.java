package dev.honker.support.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.support.docs.Pages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the suite found out about one tool, as a row of the README's table; for one thread. */
class ContractRow {

    private static final Path README = Pages.ROOT.resolve("README.md");

    private final Map<Point, String> cells = new EnumMap<>(Point.class);

    void holds(Point point) {
        cells.put(point, "yes");
    }

    /** The point holds, and this is how the tool's users meet it. */
    void holdsAs(Point point, Throwable thrown) {
        Class<?> type = thrown.getClass();
        // why: what users catch, not how the driver makes it
        while (type.getPackageName().contains(".internal.")) {
            type = type.getSuperclass();
        }
        cells.put(point, "`" + type.getSimpleName() + "`");
    }

    /** Compares it with the table, or writes it there with {@code -Dcontract.write=true}. Every point has to be there. */
    void compare(Tool tool, String version) throws IOException {
        assertThat(cells.keySet())
                .as("points that the tests of %s proved", tool.label())
                .containsExactly(Point.values());
        ContractTable table = ContractTable.read(README);
        String row = "| %s | %s | %s |".formatted(tool.label(), version, String.join(" | ", cells.values()));
        if (Boolean.getBoolean("contract.write")) {
            table.with(tool, row).write(README);
            return;
        }
        assertThat(table.row(tool))
                .as("the row of %s in %s; -Dcontract.write=true writes it", tool.label(), README)
                .contains(row);
    }

    /** The first two lines of the table. */
    static String heading() {
        String headings = Stream.of(Point.values()).map(Point::heading).collect(Collectors.joining(" | "));
        return "| tool | version | " + headings + " |\n" + "|---".repeat(2 + Point.values().length) + "|\n";
    }
}
