package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says is so. {@code -Dreadme.update=true} writes the table of properties anew. */
class ReadmeTest {

    private static final Path ROOT =
            Path.of(System.getProperty("user.dir")).toAbsolutePath().getParent();
    private static final Path README = ROOT.resolve("README.md");
    private static final String BEGIN = "<!-- properties: begin (checked by a test against HonkerProperty) -->\n";
    private static final String END = "<!-- properties: end -->";

    @TempDir
    Path folder;

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
    void theListingCompilesAndPrintsWhatTheReadmeSays() throws Exception {
        String readme = Files.readString(README);
        String listing = first("```java\n(.*?)```", readme);
        String promised = first("It prints the claimed job:\\s+`(.*?)`", readme);
        Path source = folder.resolve("FirstSteps.java");
        Files.writeString(source, listing);
        compile(source);

        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        folder + File.pathSeparator + System.getProperty("java.class.path"),
                        "FirstSteps",
                        folder.resolve("app.db").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(process.exitValue()).isZero();
        String pattern = Arrays.stream(promised.split("…")).map(Pattern::quote).collect(Collectors.joining("\\d+"));
        assertThat(printed.strip()).matches(pattern);
    }

    private void compile(Path source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean compiled = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of(
                                    "--release",
                                    "17",
                                    "-Xlint:all,-path,-processing,-classfile,-options",
                                    "-Werror",
                                    "-proc:none",
                                    "-d",
                                    folder.toString(),
                                    "-cp",
                                    System.getProperty("java.class.path")),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }

    private static String first(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    @Test
    void everyRelativeLinkLeadsToAFile() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path page : pages()) {
            Matcher link = Pattern.compile("\\]\\(([^)\\s]+)\\)").matcher(withoutCode(Files.readString(page)));
            while (link.find()) {
                String address = link.group(1);
                if (address.startsWith("#") || URI.create(address).isAbsolute()) {
                    continue;
                }
                links++;
                Path target = page.resolveSibling(URI.create(address).getPath()).normalize();
                if (!Files.exists(target)) {
                    broken.add(ROOT.relativize(page) + " -> " + address);
                }
            }
        }
        assertThat(links).isPositive();
        assertThat(broken).isEmpty();
    }

    private static String withoutCode(String markdown) {
        return markdown.replaceAll("(?s)```.*?```", "").replaceAll("`[^`\n]*`", "");
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !ROOT.relativize(file).toString().matches("(.*/)?(target|\\.git|node_modules)/.*"))
                    .toList();
        }
    }
}
