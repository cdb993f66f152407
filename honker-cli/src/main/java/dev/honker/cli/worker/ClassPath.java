package dev.honker.cli.worker;

import dev.honker.cli.base.Refusal;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the user's classes are, written as Java's own option; stateless. */
final class ClassPath {

    private static final String ALL_JARS = "*";

    private ClassPath() {}

    /** A loader of these folders and jars, which has honker's own classes as they are here. */
    static ClassLoader loader(String classPath) {
        List<URL> urls = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            if (!entry.isBlank()) {
                add(entry, urls);
            }
        }
        return new URLClassLoader("tasks", urls.toArray(new URL[0]), ClassPath.class.getClassLoader());
    }

    private static void add(String entry, List<URL> urls) {
        boolean jars = entry.equals(ALL_JARS) || entry.endsWith(File.separator + ALL_JARS);
        Path path = Path.of(jars ? entry.substring(0, entry.length() - 1) : entry);
        if (!Files.exists(path)) {
            throw new Refusal("no " + path + ", which --classpath names");
        }
        try {
            if (!jars) {
                urls.add(url(path));
                return;
            }
            try (DirectoryStream<Path> found = Files.newDirectoryStream(path, "*.jar")) {
                for (Path jar : found) {
                    urls.add(url(jar));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + " of --classpath", e);
        }
    }

    private static URL url(Path path) throws MalformedURLException {
        return path.toUri().toURL();
    }
}
