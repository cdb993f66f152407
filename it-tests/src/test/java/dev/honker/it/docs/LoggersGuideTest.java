package dev.honker.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.internal.check.Loggers;
import dev.honker.support.docs.Pages;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of loggers in docs/monitoring.md. */
class LoggersGuideTest {

    /** Those of other modules, which have one each. */
    private static final List<String> OF_OTHER_MODULES =
            List.of("dev.honker.hibernate", "dev.honker.spring", "dev.honker.cli");

    @Test
    void theTableNamesEachLoggerAndNoOther() throws Exception {
        List<String> inTable = Pattern.compile("(?m)^\\| `(dev\\.honker\\.[a-z]+)` \\|")
                .matcher(Files.readString(Pages.ROOT.resolve("docs/monitoring.md")))
                .results()
                .map(found -> found.group(1))
                .toList();
        List<String> named = Arrays.stream(Loggers.class.getDeclaredFields())
                .filter(field -> Modifier.isPublic(field.getModifiers()))
                .map(LoggersGuideTest::name)
                .toList();
        assertThat(named).hasSizeGreaterThan(5);
        assertThat(inTable).doesNotHaveDuplicates().containsAll(named).containsAll(OF_OTHER_MODULES);
        assertThat(inTable).hasSize(named.size() + OF_OTHER_MODULES.size());
    }

    private static String name(java.lang.reflect.Field constant) {
        try {
            return ((System.Logger) constant.get(null)).getName();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
