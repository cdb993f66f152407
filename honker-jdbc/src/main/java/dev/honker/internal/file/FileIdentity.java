package dev.honker.internal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Which file a path leads to at the moment of asking; immutable. Two paths with equal identities are one database, whatever
 * their spelling or links.
 *
 * @param key device and inode where the file system has them, else the real path
 */
public record FileIdentity(Object key) {

    /**
     * Asks the file system by {@code stat}; the file is not opened.
     *
     * @throws IOException if the file does not exist or cannot be examined
     */
    public static FileIdentity of(Path path) throws IOException {
        Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        return new FileIdentity(key != null ? key : path.toRealPath());
    }

    // why by hand: a record's own two are linked at run time, which costs the first connection of a JVM milliseconds,
    // and
    // through a handle that keeps this class and its class loader alive for ever

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FileIdentity identity && key.equals(identity.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /** The identity as messages show it, for example {@code (dev=fd00,ino=4711)}. */
    @Override
    public String toString() {
        return key.toString();
    }
}
