package dev.honker.internal.migration;

/** What the tools have to know of honker's URLs; stateless. */
final class HonkerUrls {

    /** By name: loading it would register it. */
    static final String DRIVER = "dev.honker.jdbc.HonkerDriver";

    private static final String PREFIX = "jdbc:honker:sqlite:";

    private HonkerUrls() {}

    static boolean isOne(String url) {
        return url.startsWith(PREFIX);
    }
}
