package dev.honker.internal.sqlite;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteOpenMode;

/**
 * Makes the file of a database that does not exist, before sqlite-jdbc opens it; stateless.
 *
 * <p>sqlite-jdbc up to 3.49.1 tries whether it could make a missing file by making and deleting it. Another connection may have made and
 * opened the file in between: the file is then deleted under it, with all that it writes. A file that exists is not tried. An empty file
 * is what SQLite itself makes, and it is made with the permissions that SQLite gives it. Only a file that this call makes is opened here,
 * and only before anybody else can have locks on it, which closing the file would release.
 */
final class FreshFile {

    /** Those of SQLite's {@code SQLITE_DEFAULT_FILE_PERMISSIONS}; the umask takes some of them away. */
    private static final String PERMISSIONS = "rw-r--r--";

    private FreshFile() {}

    /**
     * Makes the file if it is missing and may be made.
     *
     * @param pragmas what the connection is opened with, its {@code open_mode} too
     * @return the name
     * @throws SQLException CANTOPEN if it is missing and the mode does not let it be made
     */
    static String made(String name, Properties pragmas) throws SQLException {
        if (name.isEmpty() || name.startsWith(":") || name.startsWith("file:")) {
            // why: sqlite-jdbc tries no URIs, and these others are no files
            return name;
        }
        try {
            Path path = Path.of(name);
            if (Files.notExists(path)) {
                make(path, new SQLiteConfig(pragmas).getOpenModeFlags());
            }
        } catch (InvalidPathException | IOException e) {
            // why: SQLite may be able to open it, and says why if it is not
            return name;
        }
        return name;
    }

    private static void make(Path path, int openMode) throws IOException, SQLException {
        if ((openMode & SQLiteOpenMode.CREATE.flag) == 0) {
            throw SqlErrors.of(
                    SQLiteErrorCode.SQLITE_CANTOPEN,
                    "08001",
                    "[SQLITE_CANTOPEN] the database file " + path + " does not exist, and open_mode=" + openMode
                            + " does not let it be made");
        }
        try {
            Files.createFile(path, permissions(path));
        } catch (FileAlreadyExistsException e) {
            // why: another connection was first
            return;
        }
    }

    private static FileAttribute<?>[] permissions(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PERMISSIONS))
                }
                : new FileAttribute<?>[0];
    }
}
