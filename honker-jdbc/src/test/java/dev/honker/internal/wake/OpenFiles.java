package dev.honker.internal.wake;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The descriptors this JVM has open, on Linux; stateless. */
public final class OpenFiles {

    private OpenFiles() {}

    /** Those of files whose path begins so. */
    public static List<String> under(Path prefix) throws IOException {
        String start = prefix.toRealPath().toString();
        return all().stream().filter(target -> target.startsWith(start)).toList();
    }

    public static List<String> all() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        Assumptions.assumeTrue(Files.isDirectory(descriptors));
        List<String> targets = new ArrayList<>();
        try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
            for (Path link : links) {
                try {
                    targets.add(Files.readSymbolicLink(link).toString());
                } catch (IOException e) {
                    // why: the descriptor of this listing, or one that has just been closed
                    targets.remove(link.toString());
                }
            }
        }
        return targets;
    }
}
