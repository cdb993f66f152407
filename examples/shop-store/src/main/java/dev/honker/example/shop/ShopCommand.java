package dev.honker.example.shop;

import dev.honker.example.shop.database.QuietLogging;
import dev.honker.example.shop.database.WorkFile;
import dev.honker.example.shop.office.BackOffice;
import dev.honker.example.shop.office.SecondJvm;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;

/** The command of a shop. Exit code 0: the promise held; 1: it did not; 2: the command line or the file is wrong. */
public final class ShopCommand {

    /** The only difference between these applications and the same ones on plain SQLite. */
    public static final String HONKER = "jdbc:honker:sqlite:";

    public static final String PLAIN = "jdbc:sqlite:";

    private final Class<?> main;
    private final Store.Opener stores;

    /**
     * @param main the class whose {@code main} calls {@link #main}; the second JVM runs it too
     * @param stores how the shop opens its store
     */
    public ShopCommand(Class<?> main, Store.Opener stores) {
        this.main = main;
        this.stores = stores;
    }

    /** Runs the shop, or, in the second JVM, its back office; ends the JVM with the exit code. */
    public void main(String... arguments) throws Exception {
        QuietLogging.configure();
        if (arguments.length == 2 && arguments[0].equals(SecondJvm.OFFICE)) {
            SecondJvm.dieWithTheShop();
            try (Store store = stores.open(arguments[1])) {
                BackOffice.work(store);
            }
            return;
        }
        System.exit(run(System.out, arguments));
    }

    /** Runs the shop; its second JVM has this one's class path. */
    public int run(PrintStream out, String... arguments) throws Exception {
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

    private int run(PrintStream out, Options options) throws Exception {
        Path folder = Files.createTempDirectory("honker-shop");
        try {
            Path file = options.keep().orElse(folder.resolve("shop.db"));
            prepare(file, options);
            boolean held = options.plain()
                    ? new PlainRun(stores, PLAIN + file, out).run()
                    : new HonkerRun(main, stores, HONKER + file, out).run();
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
