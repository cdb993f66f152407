package dev.honker.internal.wake;

import java.nio.file.Path;
import java.sql.SQLException;

/** Opens probes; thread-safe. */
@FunctionalInterface
public interface ProbeOpener {

    /**
     * Opens a connection of its own to the file that lies at this path, without creating it.
     *
     * @throws SQLException if there is no such file or it is not a database that can be read
     */
    Probe open(Path realPath) throws SQLException;
}
