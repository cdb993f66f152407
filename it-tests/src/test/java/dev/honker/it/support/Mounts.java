package dev.honker.it.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A file system of its own at a folder, where this user may mount one; the test is skipped elsewhere. */
public final class Mounts implements AutoCloseable {

    private final Path folder;

    private Mounts(Path folder) {
        this.folder = folder;
    }

    /** A new, empty file system in memory of so many bytes. */
    public static Mounts small(Path folder, int bytes) throws IOException {
        Files.createDirectories(folder);
        assumeTrue(
                succeeds("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", folder.toString()), "may not mount");
        return new Mounts(folder);
    }

    /** The same folder once more, for reading only. */
    public static Mounts readOnly(Path original, Path folder) throws IOException {
        Files.createDirectories(folder);
        assumeTrue(succeeds("mount", "--bind", original.toString(), folder.toString()), "may not mount");
        Mounts mount = new Mounts(folder);
        if (!succeeds("mount", "-o", "remount,bind,ro", folder.toString())) {
            mount.close();
            assumeTrue(false, "may not remount");
        }
        return mount;
    }

    private static boolean succeeds(String... command) {
        try {
            List<String> words = new ArrayList<>(List.of(command));
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        if (!succeeds("umount", folder.toString()) && !succeeds("umount", "-l", folder.toString())) {
            throw new AssertionError("cannot unmount " + folder);
        }
    }
}
