package dev.honker.support.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A local repository of Maven with the artifacts of this build, as installing them would leave it, beside links to what the user's own
 * repository holds of others: that one is shared by all working copies, so nothing is installed there, and nothing is fetched twice;
 * immutable.
 */
final class UserRepository {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern VERSION =
            Pattern.compile("(?s)<artifactId>honker-parent</artifactId>\\s*<version>([^<]+)</version>");
    private static final String NOT_PUBLISHED = "<maven.deploy.skip>true</maven.deploy.skip>";
    private static final String GROUP_ROOT = "dev";
    private static final String GROUP = "honker";

    private final Path repository;
    private final Path folder;
    private final Path shared;

    /**
     * A local repository for a working copy.
     *
     * @param repository the working copy's folder
     * @param folder where the local repository is made
     * @param shared the local repository of the user
     */
    UserRepository(Path repository, Path folder, Path shared) {
        this.repository = repository;
        this.folder = folder;
        this.shared = shared;
    }

    /** Returns the version of the artifacts. */
    String version() throws IOException {
        Matcher version = VERSION.matcher(Files.readString(repository.resolve("pom.xml")));
        if (!version.find()) {
            throw new IOException("pom.xml names no version of honker-parent");
        }
        return version.group(1);
    }

    /**
     * Fills it.
     *
     * @throws IOException if a module has not been packaged, too
     */
    void fill() throws IOException {
        Files.createDirectories(folder.resolve(GROUP_ROOT));
        link(shared, folder, GROUP_ROOT);
        link(shared.resolve(GROUP_ROOT), folder.resolve(GROUP_ROOT), GROUP);
        String version = version();
        add("honker-parent", version, repository.resolve("pom.xml"), null);
        for (String module : published()) {
            Path jar = repository.resolve(module).resolve("target/" + module + "-" + version + ".jar");
            if (!Files.exists(jar)) {
                throw new IOException("there is no " + repository.relativize(jar) + " for the builds of users");
            }
            add(module, version, repository.resolve(module).resolve("pom.xml"), jar);
        }
    }

    private List<String> published() throws IOException {
        List<String> published = new ArrayList<>();
        Matcher module = MODULE.matcher(Files.readString(repository.resolve("pom.xml")));
        while (module.find()) {
            String name = module.group(1);
            if (!Files.readString(repository.resolve(name).resolve("pom.xml")).contains(NOT_PUBLISHED)) {
                published.add(name);
            }
        }
        return published;
    }

    private void add(String artifact, String version, Path pom, Path jar) throws IOException {
        Path target = Files.createDirectories(
                folder.resolve(GROUP_ROOT).resolve(GROUP).resolve(artifact).resolve(version));
        String name = artifact + "-" + version;
        Files.copy(pom, target.resolve(name + ".pom"), StandardCopyOption.REPLACE_EXISTING);
        if (jar != null) {
            Files.copy(jar, target.resolve(name + ".jar"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void link(Path from, Path to, String except) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(from)) {
            for (Path entry : entries) {
                Path link = to.resolve(entry.getFileName().toString());
                if (Files.isDirectory(entry)
                        && !entry.getFileName().toString().equals(except)
                        && !Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createSymbolicLink(link, entry.toAbsolutePath());
                }
            }
        }
    }
}
