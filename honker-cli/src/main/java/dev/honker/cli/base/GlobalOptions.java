package dev.honker.cli.base;

import java.nio.file.Path;
import java.util.Optional;

/** The options that stand before or behind any command. */
public interface GlobalOptions {

    /** The database file; empty if none is named. */
    Optional<Path> database();

    /** Whether results are printed as JSON. */
    boolean json();
}
