package dev.honker.support.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.support.docs.Pages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The README's table, whose rows the suites of several modules compare with what they find. */
@DisabledIfSystemProperty(
        named = "contract.write",
        matches = "true",
        disabledReason = "the suites of later modules are yet to write their rows")
class ReadmeTableTest {

    private static final Path README = Pages.ROOT.resolve("README.md");

    @Test
    void everyToolHasOneRowAndTheRowsStandInOrder() throws IOException {
        ContractTable table = ContractTable.read(README);
        assertThat(Tool.values()).allSatisfy(tool -> assertThat(table.row(tool)).isPresent());
        String[] rows = Arrays.stream(Tool.values())
                .map(tool -> table.row(tool).orElseThrow())
                .toArray(String[]::new);
        assertThat(Files.readString(README))
                .contains(ContractRow.heading() + String.join("\n", rows) + "\n<!-- contract: end -->");
    }
}
