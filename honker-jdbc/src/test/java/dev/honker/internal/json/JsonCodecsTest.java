package dev.honker.internal.json;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.JsonCodec;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which library a codec is made of, in class loaders that have one, both or neither. */
class JsonCodecsTest {

    private static final Class<?> HONKER = JsonCodecs.class;
    private static final Class<?> ANNOTATIONS = com.fasterxml.jackson.annotation.JsonProperty.class;
    private static final Class<?> CORE_2 = com.fasterxml.jackson.core.JsonParser.class;
    private static final Class<?> DATABIND_2 = com.fasterxml.jackson.databind.ObjectMapper.class;
    private static final Class<?> TIME_2 = com.fasterxml.jackson.datatype.jsr310.JavaTimeModule.class;
    private static final Class<?> CORE_3 = tools.jackson.core.JsonParser.class;
    private static final Class<?> DATABIND_3 = tools.jackson.databind.ObjectMapper.class;

    @TempDir
    private Path directory;

    @Test
    void jackson2IsTakenIfBothAreThere() throws Exception {
        JsonCodec<Instant> codec = JsonCodecs.of(Instant.class);
        assertThat(codec).isInstanceOf(Jackson2Codec.class).isSameAs(JsonCodecs.of(Instant.class));
        assertThat(codec.encode(Instant.EPOCH)).isEqualTo("\"1970-01-01T00:00:00Z\"");
        assertThatThrownBy(() -> JsonCodecs.of(null)).isInstanceOf(HonkerInvalidOptionException.class);
    }

    @Test
    void withoutALibraryTheErrorSaysWhatToAdd() throws Exception {
        try (URLClassLoader loader = loader(HONKER)) {
            assertThatThrownBy(() -> encode(loader, Instant.class, Instant.EPOCH))
                    .hasMessageContainingAll(
                            "java.time.Instant",
                            "com.fasterxml.jackson.core:jackson-databind",
                            "com.fasterxml.jackson.datatype:jackson-datatype-jsr310",
                            "tools.jackson.core:jackson-databind",
                            "JsonCodec")
                    .extracting(failure -> failure.getClass().getName())
                    .isEqualTo("dev.honker.HonkerException");
        }
    }

    @Test
    void jackson2AloneIsEnough() throws Exception {
        try (URLClassLoader loader = loader(HONKER, ANNOTATIONS, CORE_2, DATABIND_2, TIME_2)) {
            assertThat(encode(loader, Instant.class, Instant.EPOCH)).isEqualTo("\"1970-01-01T00:00:00Z\"");
        }
    }

    @Test
    void theLibraryThatCanReadTheTypeWins() throws Exception {
        try (URLClassLoader loader = loader(HONKER, ANNOTATIONS, CORE_2, DATABIND_2, CORE_3, DATABIND_3)) {
            assertThat(encode(loader, Instant.class, Instant.EPOCH)).isEqualTo("\"1970-01-01T00:00:00Z\"");
        }
    }

    @Test
    void jackson3AloneIsEnough() throws Exception {
        try (URLClassLoader loader = loader(HONKER, ANNOTATIONS, CORE_3, DATABIND_3)) {
            assertThat(encode(loader, Instant.class, Instant.EPOCH)).isEqualTo("\"1970-01-01T00:00:00Z\"");
        }
    }

    @Test
    void jackson2WithoutItsTimeModuleSaysWhatToAddForATime() throws Exception {
        try (URLClassLoader loader = loader(HONKER, ANNOTATIONS, CORE_2, DATABIND_2)) {
            assertThat(encode(loader, String.class, "x")).isEqualTo("\"x\"");
            assertThatThrownBy(() -> encode(loader, Instant.class, Instant.EPOCH))
                    .hasMessageContaining("com.fasterxml.jackson.datatype:jackson-datatype-jsr310");
        }
    }

    @Test
    void nothingElseKnowsJacksonOrTheClassesThatDo() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.honker.internal.json..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("com.fasterxml.jackson..", "tools.jackson..")
                        .or(nameMatching("dev\\.honker\\.internal\\.json\\.Jackson.*")))
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.honker"));
    }

    @Test
    void theRestWorksWithoutJackson() throws Exception {
        String withoutJackson = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("jackson"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        withoutJackson,
                        WithoutJackson.class.getName(),
                        directory.resolve("app.db").toString())
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(output).contains("all of it works").contains("no JSON library is on the class path");
        } finally {
            process.destroyForcibly();
        }
    }

    private static URLClassLoader loader(Class<?>... from) {
        URL[] urls = Arrays.stream(from)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .toArray(URL[]::new);
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    private static Object encode(ClassLoader loader, Class<?> type, Object value) throws Exception {
        try {
            Object codec = loader.loadClass(JsonCodecs.class.getName())
                    .getMethod("of", Class.class)
                    .invoke(null, type);
            return loader.loadClass(JsonCodec.class.getName())
                    .getMethod("encode", Object.class)
                    .invoke(codec, value);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
