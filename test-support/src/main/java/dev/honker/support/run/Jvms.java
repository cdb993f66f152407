package dev.honker.support.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Java versions of this machine; for one thread. */
final class Jvms {

    private static final Pattern SPECIFICATION = Pattern.compile("java\\.specification\\.version = (\\d+)");
    private static final Pattern MAVENS = Pattern.compile("(?m)^Java version: (\\d+)");

    private final TreeMap<Integer, Path> installed = new TreeMap<>();
    private final int mavens;

    private Jvms(int mavens) {
        this.mavens = mavens;
    }

    /** Returns those where package managers put them. */
    static Jvms find() throws IOException, InterruptedException {
        Matcher maven = MAVENS.matcher(output("mvn", "-B", "-v"));
        if (!maven.find()) {
            throw new IOException("`mvn -v` names no Java version; is Maven 3.8 or newer installed?");
        }
        Jvms jvms = new Jvms(Integer.parseInt(maven.group(1)));
        List<Path> homes = new ArrayList<>();
        Optional.ofNullable(System.getenv("JAVA_HOME")).map(Path::of).ifPresent(homes::add);
        homes.addAll(below(Path.of("/usr/lib/jvm")));
        homes.addAll(below(Path.of(System.getProperty("user.home"), ".sdkman/candidates/java")));
        for (Path home : homes) {
            jvms.add(home.resolve("bin/java"));
        }
        return jvms;
    }

    private static List<Path> below(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> homes = Files.newDirectoryStream(folder)) {
                homes.forEach(found::add);
            }
        }
        return found;
    }

    private void add(Path java) throws IOException, InterruptedException {
        if (Files.isExecutable(java)) {
            Matcher version = SPECIFICATION.matcher(output(java.toString(), "-XshowSettings:properties", "-version"));
            if (version.find()) {
                installed.putIfAbsent(Integer.parseInt(version.group(1)), java);
            }
        }
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    /** Returns the version that runs Maven. */
    int mavens() {
        return mavens;
    }

    /** Returns the newest version if it is newer than Maven's. */
    Optional<Integer> newest() {
        return installed.isEmpty() || installed.lastKey() <= mavens
                ? Optional.empty()
                : Optional.of(installed.lastKey());
    }

    /** Returns the program of a version, if it is installed. */
    Optional<Path> java(int version) {
        return Optional.ofNullable(installed.get(version));
    }
}
