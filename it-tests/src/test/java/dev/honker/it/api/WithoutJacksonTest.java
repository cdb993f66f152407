package dev.honker.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.it.support.OtherJvm;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing but queues of classes needs a JSON library. */
class WithoutJacksonTest {

    @TempDir
    private Path folder;

    @Test
    void textsAndOwnCodecsWorkWithoutAJsonLibraryAndClassesNameTheMissingDependency() throws Exception {
        String file = folder.resolve("app.db").toString();
        try (OtherJvm process = OtherJvm.startWithout("jackson", folder, WithoutJackson.class, file)) {
            process.expect("none").expect("none");
            process.expect("[1] true");
            process.expect("Point[x=3, y=4] true");
            assertThat(process.line()).contains("jackson-databind", "JsonCodec", WithoutJackson.Point.class.getName());
            process.requireGoodEnd();
        }
    }
}
