package dev.honker.example.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How much of a shop's source is about honker: all code of the files that import its API; of the {@link Store}, which is mostly
 * about the ORM, the lines that name a type of honker's. Code is what is neither blank, comment, package nor import.
 */
final class HonkerCode {

    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?dev\\.honker\\.(?!example\\.)[\\w.]*?(\\w+);$");

    private HonkerCode() {}

    /** In all Java files below a folder. */
    static long lines(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .mapToLong(HonkerCode::linesOf)
                    .sum();
        }
    }

    private static long linesOf(Path file) {
        List<String> lines = read(file);
        List<String> types = lines.stream()
                .map(IMPORT::matcher)
                .filter(found -> found.matches())
                .map(found -> found.group(1))
                .toList();
        if (types.isEmpty()) {
            return 0;
        }
        boolean isStore = lines.stream().anyMatch(line -> line.contains(" implements Store "));
        Pattern named = Pattern.compile("\\b(" + String.join("|", types) + ")\\b");
        return lines.stream()
                .filter(HonkerCode::isCode)
                .filter(line -> !isStore || named.matcher(line).find())
                .count();
    }

    private static boolean isCode(String line) {
        String text = line.strip();
        return !text.isEmpty()
                && !text.startsWith("//")
                && !text.startsWith("/*")
                && !text.startsWith("*")
                && !text.startsWith("import ")
                && !text.startsWith("package ");
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
