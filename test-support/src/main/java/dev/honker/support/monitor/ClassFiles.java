package dev.honker.support.monitor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The class files of a module, in a folder or a jar; stateless. */
final class ClassFiles {

    private ClassFiles() {}

    /** Adds the classes of the module that a class belongs to. */
    static void addTo(CallGraph graph, Class<?> ofModule) throws IOException {
        Path place = place(ofModule);
        if (Files.isDirectory(place)) {
            addFolder(graph, place);
        } else {
            addJar(graph, place);
        }
    }

    /** Returns whether a class belongs to the same module as another one. */
    static boolean contains(Class<?> ofModule, String className) {
        return ofModule.getClassLoader().getResource(className + ".class") != null
                && ofModule.getClassLoader()
                        .getResource(className + ".class")
                        .toString()
                        .contains(place(ofModule).toString());
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void addFolder(CallGraph graph, Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> isClass(file.toString())).toList();
        }
        for (Path file : files) {
            graph.add(new ByteArrayInputStream(Files.readAllBytes(file)));
        }
    }

    private static void addJar(CallGraph graph, Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            List<JarEntry> entries =
                    file.stream().filter(entry -> isClass(entry.getName())).toList();
            for (JarEntry entry : entries) {
                try (InputStream bytes = file.getInputStream(entry)) {
                    graph.add(bytes);
                }
            }
        }
    }

    private static boolean isClass(String name) {
        return name.endsWith(".class") && !name.endsWith("-info.class") && name.contains("dev/honker/");
    }
}
