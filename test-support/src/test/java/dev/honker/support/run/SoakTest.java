package dev.honker.support.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.support.docs.Pages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a soak is asked for, its order and its load. */
class SoakTest {

    @TempDir
    private Path folder;

    private List<String> modules(long seed, boolean all) throws IOException {
        Path file = folder.resolve("pom.xml");
        List<String> arguments = ShuffledBuild.write(Pages.ROOT, file, seed, all);
        assertThat(arguments).contains(file.toString(), "-Dsurefire.runOrder.random.seed=" + seed);
        return Pattern.compile("<module>(.*)</module>")
                .matcher(Files.readString(file))
                .results()
                .map(found -> Pages.ROOT
                        .relativize(folder.resolve(found.group(1)).normalize())
                        .toString())
                .toList();
    }

    @Test
    void aSeedMakesTheOrderOfTheModules() throws IOException {
        List<String> first = modules(1, false);
        assertThat(modules(1, false)).isEqualTo(first);
        List<List<String>> others = new ArrayList<>();
        for (long seed = 2; seed < 6; seed++) {
            others.add(modules(seed, false));
        }
        assertThat(others)
                .anySatisfy(order -> assertThat(order).isNotEqualTo(first))
                .allSatisfy(order -> assertThat(new TreeSet<>(order)).isEqualTo(new TreeSet<>(first)));
        assertThat(first).contains("honker-jdbc", "examples/shop").doesNotContain("examples/quarkus");
        assertThat(modules(1, true)).contains("examples/quarkus").containsAll(first);
    }

    @Test
    void busyThreadsEnd() throws InterruptedException {
        BusyThreads busy = BusyThreads.start(2);
        assertThat(busy.running()).isEqualTo(2);
        busy.close();
        busy.await();
        assertThat(busy.running()).isZero();
    }

    @Test
    void optionsOfItsOwnAreTakenAndTheRestIsMavens() {
        Options options = Options.parse("--soak", "3", "-Drepeat=50", "--seed", "7", "--all", "-X");
        assertThat(options.rounds()).hasValue(3);
        assertThat(options.seed()).hasValue(7);
        assertThat(options.all()).isTrue();
        assertThat(options.maven()).containsExactly("-Drepeat=50", "-X");
        assertThat(options.selects()).isFalse();
        assertThat(Options.parse("-pl", "honker-jdbc").selects()).isTrue();
        assertThat(Options.parse("-Dtest=RowTest").selectsTests()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--soak", "--soak 0", "--soak x", "--soak 1001", "--seed 3", "--soak 3 --seed -1"})
    void wrongOptionsAreRefusedByName(String line) {
        assertThatThrownBy(() -> Options.parse(line.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("--(soak|seed) needs .*");
    }
}
