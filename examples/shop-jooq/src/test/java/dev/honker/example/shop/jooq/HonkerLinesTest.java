package dev.honker.example.shop.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How many of the shop's own lines are there for honker's sake: in the class that is about nothing else every line, elsewhere
 * those with a name that is imported from honker, its import among them.
 */
class HonkerLinesTest {

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final String NOTHING_ELSE = "Announcements.java";
    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?dev\\.honker\\.(?!example\\.).*?(\\w+);$", Pattern.MULTILINE);

    @Test
    void theShopHasFewerThanAHundredLinesForHonker() throws IOException {
        long lines = 0;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                lines += count(file);
            }
        }
        assertThat(lines).isBetween(20L, 99L);
    }

    private static long count(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .toList();
        if (file.endsWith(NOTHING_ELSE)) {
            return lines.size();
        }
        Matcher imports = IMPORT.matcher(String.join("\n", lines));
        List<Pattern> names = imports.results()
                .map(found -> Pattern.compile("\\b" + found.group(1) + "\\b"))
                .toList();
        return lines.stream()
                .filter(line ->
                        names.stream().anyMatch(name -> name.matcher(line).find()))
                .count();
    }
}
