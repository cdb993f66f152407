package dev.honker.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.jdbc.HonkerProperty;
import dev.honker.support.docs.Pages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the README says is so; its listings are {@code DocsListingsTest}'s. {@code -Dreadme.update=true} writes the table of properties anew. */
class ReadmeTest {

    private static final Path README = Pages.ROOT.resolve("README.md");
    private static final String BEGIN = "<!-- properties: begin (checked by a test against HonkerProperty) -->\n";
    private static final String END = "<!-- properties: end -->";

    @Test
    void theTableOfPropertiesIsThatOfTheCode() throws IOException {
        String readme = Files.readString(README);
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        int end = readme.indexOf(END);
        assertThat(begin).isGreaterThan(BEGIN.length() - 1);
        assertThat(end).isGreaterThanOrEqualTo(begin);
        if (Boolean.getBoolean("readme.update")) {
            readme = readme.substring(0, begin) + table() + readme.substring(end);
            Files.writeString(README, readme);
            end = readme.indexOf(END);
        }
        assertThat(readme.substring(begin, end))
                .as("run the tests with -Dreadme.update=true to write the table anew")
                .isEqualTo(table());
    }

    private static String table() {
        StringBuilder table =
                new StringBuilder("| property | default | unit | values | what it does |\n|---|---|---|---|---|\n");
        for (HonkerProperty property : HonkerProperty.values()) {
            String byDefault = property.defaultValue() == null ? "" : "`" + property.defaultValue() + "`";
            String values =
                    property.choices().stream().map(value -> "`" + value + "`").collect(Collectors.joining(", "));
            table.append("| `")
                    .append(String.join(
                            " | ",
                            List.of(property.key() + "`", byDefault, property.unit(), values, property.description())))
                    .append(" |\n");
        }
        return table.toString().replace("|  |", "| |").replace("|  |", "| |");
    }

    @Test
    void everyRelativeLinkLeadsToAFile() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path page : Pages.all()) {
            Matcher link = Pattern.compile("\\]\\(([^)\\s]+)\\)").matcher(withoutCode(Files.readString(page)));
            while (link.find()) {
                String address = link.group(1);
                if (address.startsWith("#") || URI.create(address).isAbsolute()) {
                    continue;
                }
                links++;
                Path target = page.resolveSibling(URI.create(address).getPath()).normalize();
                if (!Files.exists(target)) {
                    broken.add(Pages.ROOT.relativize(page) + " -> " + address);
                }
            }
        }
        assertThat(links).isPositive();
        assertThat(broken).isEmpty();
    }

    private static String withoutCode(String markdown) {
        return markdown.replaceAll("(?s)```.*?```", "").replaceAll("`[^`\n]*`", "");
    }
}
