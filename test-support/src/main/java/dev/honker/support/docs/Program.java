package dev.honker.support.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A class with a {@code main}, compiled and run as the reader of a page would; for one thread. */
public final class Program {

    private static final long LONGEST_SECONDS = 60;

    private final Path folder;
    private final String className;

    private Program(Path folder, String className) {
        this.folder = folder;
        this.className = className;
    }

    /** Compiles the source for the oldest Java that is supported; warnings are errors. */
    public static Program compile(Path folder, String className, String source) throws IOException {
        Path file = folder.resolve(className + ".java");
        Files.writeString(file, source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean compiled = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of(
                                    "--release",
                                    "17",
                                    // why not try: a worker in a try-with-resources need not be named in its body
                                    "-Xlint:all,-try,-path,-processing,-classfile,-options",
                                    "-Werror",
                                    "-proc:none",
                                    "-d",
                                    folder.toString(),
                                    "-cp",
                                    System.getProperty("java.class.path")),
                            null,
                            files.getJavaFileObjects(file))
                    .call();
            assertThat(compiled).as(messages + "\n" + source).isTrue();
        }
        return new Program(folder, className);
    }

    /** Runs it in a thread of its own, bounded, and returns what it printed. */
    public String run(String... arguments) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (URLClassLoader loader =
                        new URLClassLoader(new URL[] {folder.toUri().toURL()}, Program.class.getClassLoader());
                PrintStream printed = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            FutureTask<Void> main = new FutureTask<>(() -> {
                call(loader.loadClass(className), arguments);
                return null;
            });
            System.setOut(printed);
            Thread thread = new Thread(main, className);
            // why: frameworks look for the application's classes there
            thread.setContextClassLoader(loader);
            thread.start();
            main.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(className + " failed: " + e.getCause(), e.getCause());
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void call(Class<?> type, String... arguments) throws Exception {
        try {
            type.getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception failure) {
                throw failure;
            }
            throw e;
        }
    }
}
