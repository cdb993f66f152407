package dev.honker.pools;

/** The versions of the libraries, which the build says: most of them don't know their own. Stateless. */
final class Versions {

    private Versions() {}

    static String of(String library) {
        String version = System.getProperty("version." + library);
        if (version == null) {
            throw new AssertionError("the build sets no version." + library);
        }
        return version;
    }
}
