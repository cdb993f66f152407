package dev.honker.example.shop;

import static org.assertj.core.api.Assumptions.assumeThat;

/** Skips, and says so, the tests that need the driver, as long as honker-jdbc has none. */
public final class HonkerDriver {

    private static final String CLASS = "dev.honker.jdbc.HonkerDriver";

    private HonkerDriver() {}

    /** Asks for the class, not for a registered driver: a driver that forgot to register must fail these tests. */
    public static void assumePresent() {
        assumeThat(HonkerDriver.class.getClassLoader().getResource(CLASS.replace('.', '/') + ".class"))
                .as("honker-jdbc has " + CLASS)
                .isNotNull();
    }
}
