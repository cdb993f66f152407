package dev.honker.example.shop.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SecondJvmTest {

    @Test
    void aWorkerThatCannotStartSaysWhyAndIsNotWaitedFor() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThatIllegalStateException()
                .isThrownBy(() -> SecondJvm.start(
                        Nowhere.class, "jdbc:nowhere:shop.db", new PrintStream(out, true, StandardCharsets.UTF_8)))
                .withMessageContaining("ended before it was ready");

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("second JVM | ")
                .contains("jdbc:nowhere:shop.db");
    }

    /** The main class of a shop that can't open its store. */
    static final class Nowhere {

        private Nowhere() {}

        public static void main(String[] arguments) {
            throw new IllegalStateException("cannot open " + arguments[1]);
        }
    }
}
