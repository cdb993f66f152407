package dev.honker.example.shop;

import dev.honker.example.shop.database.QuietLogging;
import dev.honker.example.shop.database.WorkFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;

/** The command. Exit code 0: the promise held; 1: it did not; 2: the command line or the file is wrong. */
public final class Shop {

    /** The only difference between this application and the same one on plain SQLite. */
    static final String HONKER = "jdbc:honker:sqlite:";

    static final String PLAIN = "jdbc:sqlite:";

    private Shop() {}

    public static void main(String[] arguments) throws Exception {
        QuietLogging.configure();
        System.exit(run(System.out, arguments));
    }

    static int run(PrintStream out, String... arguments) throws Exception {
        if (Arrays.asList(arguments).contains("--help")) {
            out.print(Options.USAGE);
            return 0;
        }
        try {
            return run(out, Options.parse(arguments));
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return 2;
        }
    }

    private static int run(PrintStream out, Options options) throws Exception {
        Path folder = Files.createTempDirectory("honker-shop");
        try {
            Path file = options.keep().orElse(folder.resolve("shop.db"));
            prepare(file, options);
            boolean held =
                    options.plain() ? new PlainRun(PLAIN + file, out).run() : new HonkerRun(HONKER + file, out).run();
            options.keep().ifPresent(kept -> out.println("The database is " + kept));
            return held ? 0 : 1;
        } finally {
            deleteFolder(folder);
        }
    }

    private static void prepare(Path file, Options options) throws SQLException {
        if (options.database().isPresent()) {
            WorkFile.copyOf(options.database().get(), file);
        } else {
            WorkFile.fromCarriedRows(file);
        }
    }

    private static void deleteFolder(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.delete(folder);
    }
}
