package dev.honker.internal.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The {@code file:} URIs of SQLite: read as SQLite reads them, and written for a path. Stateless. */
public final class FileUri {

    /** The parameters that SQLite itself reads; a VFS may know others. */
    public static final List<String> PARAMETERS =
            List.of("mode", "cache", "vfs", "immutable", "nolock", "psow", "modeof");

    private static final String SCHEME = "file:";
    private static final String LOCALHOST = "localhost";

    private FileUri() {}

    /** Whether SQLite reads the name of a database as a URI. */
    public static boolean isOne(String name) {
        return name.startsWith(SCHEME);
    }

    /** The URI of a path: in it, no character of the path has another meaning. */
    public static String of(String path) {
        StringBuilder uri = new StringBuilder(SCHEME);
        // why: SQLite would take the part behind two slashes for a host
        String unambiguous = path.startsWith("//") ? path.replaceFirst("^/+", "/") : path;
        for (char character : unambiguous.toCharArray()) {
            if (character <= ' ' || "%?#".indexOf(character) >= 0) {
                uri.append(String.format(Locale.ROOT, "%%%02X", (int) character));
            } else {
                uri.append(character);
            }
        }
        return uri.toString();
    }

    /**
     * The path that a URI means, without its parameters.
     *
     * @throws IllegalArgumentException if it names a host, which SQLite refuses, too
     */
    public static String path(String uri) {
        int start = SCHEME.length();
        if (uri.startsWith("//", start)) {
            int authority = start + 2;
            int slash = uri.indexOf('/', authority);
            start = slash < 0 ? uri.length() : slash;
            String host = uri.substring(authority, start);
            if (!host.isEmpty() && !host.equals(LOCALHOST)) {
                throw new IllegalArgumentException("the URI " + uri + " names the host " + host
                        + ", but a database file is local: write file:/PATH or file:///PATH");
            }
        }
        int end = start;
        while (end < uri.length() && "?#".indexOf(uri.charAt(end)) < 0) {
            end++;
        }
        return decode(uri.substring(start, end));
    }

    /** A part of a URI without its percent escapes; as in SQLite, an escaped NUL ends it. */
    public static String decode(String part) {
        if (part.indexOf('%') < 0) {
            return part;
        }
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int octet = bytes[i];
            if (octet == '%' && i + 2 < bytes.length) {
                int high = Character.digit(bytes[i + 1], 16);
                int low = Character.digit(bytes[i + 2], 16);
                if (high >= 0 && low >= 0) {
                    octet = 16 * high + low;
                    i += 2;
                    if (octet == 0) {
                        break;
                    }
                }
            }
            decoded.write(octet);
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }
}
