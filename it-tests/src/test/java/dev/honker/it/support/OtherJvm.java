package dev.honker.it.support;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another JVM on this one's class path, spoken with in lines. */
public final class OtherJvm extends OtherProcess {

    private OtherJvm(Process process) {
        super(process);
    }

    /**
     * Starts a main class.
     *
     * @param folder a folder of the test, for what the process leaves when it is killed
     */
    public static OtherJvm start(Path folder, Class<?> main, String... arguments) throws IOException {
        return startWithOptions(List.of(), folder, main, arguments);
    }

    /** Starts a main class with options of the JVM, which override those that it has otherwise. */
    public static OtherJvm startWithOptions(List<String> options, Path folder, Class<?> main, String... arguments)
            throws IOException {
        return start(options, folder, System.getProperty("java.class.path"), main, arguments);
    }

    /** Starts a main class without the jars whose names contain a word. */
    public static OtherJvm startWithout(String word, Path folder, Class<?> main, String... arguments)
            throws IOException {
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().contains(word))
                .collect(Collectors.joining(File.pathSeparator));
        return start(List.of(), folder, classPath, main, arguments);
    }

    private static OtherJvm start(
            List<String> options, Path folder, String classPath, Class<?> main, String... arguments)
            throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ErrorFile=" + Path.of(System.getProperty("java.io.tmpdir")).resolve("hs_err_%p.log"),
                "-Djava.io.tmpdir=" + temporary));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        return new OtherJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    @Override
    public OtherJvm expect(String line) throws InterruptedException {
        super.expect(line);
        return this;
    }
}
