package dev.honker.cli.base;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** The terminal that a process may have; stateless. */
final class Screen {

    private Screen() {}

    /** Where to write to the terminal, so that a person sees it there; null if there is none that can rewrite a line. */
    static @Nullable OutputStream find() {
        return console() == null || "dumb".equals(System.getenv("TERM"))
                ? null
                : new FileOutputStream(FileDescriptor.out);
    }

    /** Returns the terminal on which a person reads and types; null if input or output is something else. */
    static @Nullable Console console() {
        Console console = System.console();
        return console != null && isTerminal(console) ? console : null;
    }

    /** Why by reflection: from Java 22 on there is a console without a terminal too, and a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
