package dev.honker.example.shop.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.logging.LogManager;

/** The libraries' logs, warnings only: the report is what this program has to say. */
public final class QuietLogging {

    private QuietLogging() {}

    public static void configure() {
        try (InputStream in = QuietLogging.class.getResourceAsStream("/logging.properties")) {
            LogManager.getLogManager().readConfiguration(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
