package dev.honker.internal.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The driver's version, as the build wrote them; immutable. */
public final class DriverVersion {

    /** The whole version, for example {@code 0.1.0-SNAPSHOT}. */
    public static final String TEXT = read();

    /** The part before the first dot. */
    public static final int MAJOR = part(0);

    /** The part between the first and the second dot. */
    public static final int MINOR = part(1);

    private DriverVersion() {}

    private static String read() {
        Properties properties = new Properties();
        try (InputStream stream = DriverVersion.class.getResourceAsStream("version.properties")) {
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    private static int part(int index) {
        return Integer.parseInt(TEXT.split("[.-]")[index]);
    }
}
