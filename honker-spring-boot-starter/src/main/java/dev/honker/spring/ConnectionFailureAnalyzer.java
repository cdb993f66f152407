package dev.honker.spring;

import dev.honker.jdbc.HonkerDriver;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * Shows what keeps connections to a honker URL from being made without the stack trace around it; found in
 * {@code META-INF/spring.factories}.
 */
final class ConnectionFailureAnalyzer implements FailureAnalyzer {

    /** HikariCP's words. */
    private static final String OTHER_DRIVER = "claims to not accept jdbcUrl";

    private static final String URL = "jdbc:honker:";
    private static final String LIBRARY = "org.xerial:sqlite-jdbc";

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message == null) {
                continue;
            }
            if (message.contains(OTHER_DRIVER) && message.contains(URL)) {
                return new FailureAnalysis(
                        message,
                        "Set the data source's driver class to " + HonkerDriver.class.getName()
                                + ", or leave it out: the starter names it.",
                        cause);
            }
            if (message.startsWith("SQLite ") && message.contains(LIBRARY)) {
                return new FailureAnalysis(
                        message,
                        "Set the version of " + LIBRARY + ": with Spring Boot's parent by the Maven property"
                                + " <sqlite-jdbc.version>3.51.3.0</sqlite-jdbc.version>, with its Gradle plugin by"
                                + " ext['sqlite-jdbc.version'], with its BOM by an entry of your own before it.",
                        cause);
            }
        }
        return null;
    }
}
