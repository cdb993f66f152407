package dev.honker.support.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which runs of Maven make up the suite; immutable. */
final class Passes {

    // why: the first pass has checked and made these
    private static final List<String> TESTS_ONLY = List.of(
            "-Dspotless.check.skip=true",
            "-Denforcer.skip=true",
            "-Dmaven.javadoc.skip=true",
            "-Dmaven.source.skip=true");

    private final Options options;
    private final Jvms jvms;
    private final Optional<Path> java21;

    private Passes(Options options, Jvms jvms, Optional<Path> java21) {
        this.options = options;
        this.jvms = jvms;
        this.java21 = java21;
    }

    /** Returns the passes that the options ask for on this machine. */
    static Passes of(Options options) throws IOException, InterruptedException {
        Jvms jvms = Jvms.find();
        return new Passes(options, jvms, isBuilds21(jvms) ? Optional.empty() : Java21.find(jvms));
    }

    private static boolean isBuilds21(Jvms jvms) {
        return jvms.mavens() == Java21.VERSION;
    }

    /** Returns what the user has to know about what is not run; empty if nothing. */
    Optional<String> leftOut() {
        return java21.isPresent() || isBuilds21(jvms)
                ? Optional.empty()
                : Optional.of(
                        "Java 21 is not installed and could not be fetched by pip: the tests of virtual threads and of the"
                                + " write lock do not run on it");
    }

    /** Returns the passes with everything that belongs to the build. */
    List<Pass> whole() {
        return passes(List.of());
    }

    /** Returns the pass that makes the artifacts, and runs no test. */
    Pass artifacts() {
        List<String> arguments = new ArrayList<>(TESTS_ONLY);
        arguments.addAll(List.of("-T", "2", "package", "-Dmaven.test.skip.exec=true"));
        arguments.addAll(options.maven());
        return new Pass("artifacts", "nothing: making the artifacts", List.copyOf(arguments));
    }

    /**
     * Returns the passes with the tests alone.
     *
     * @param first arguments for each of them
     */
    List<Pass> testsOnly(List<String> first) {
        List<String> arguments = new ArrayList<>(first);
        arguments.addAll(TESTS_ONLY);
        return passes(arguments);
    }

    private List<Pass> passes(List<String> first) {
        List<Pass> passes = new ArrayList<>(List.of(builds(first)));
        // why: a selection is there to be quick
        if (!options.selects()) {
            jvms.newest().ifPresent(version -> passes.add(newest(version, first)));
        }
        return passes;
    }

    private Pass builds(List<String> first) {
        List<String> arguments = new ArrayList<>(first);
        // two modules at a time: many tests wait for processes most of their time
        arguments.addAll(List.of("-T", "2", "verify"));
        if (options.all()) {
            arguments.add("-Pframeworks");
        }
        // what needs a newer Java than the build's is tested with that here already
        jvms.newest().flatMap(jvms::java).ifPresent(java -> arguments.add("-Dnewest.jvm=" + java));
        java21.ifPresent(java -> arguments.add("-Djava21.jvm=" + java));
        if (options.selectsTests()) {
            arguments.add("-Dsurefire.failIfNoSpecifiedTests=false");
        }
        arguments.addAll(options.maven());
        return new Pass(
                "java-" + jvms.mavens(),
                "Java " + jvms.mavens() + (java21.isPresent() ? ", and some of the tests on Java 21" : ""),
                List.copyOf(arguments));
    }

    private Pass newest(int version, List<String> first) {
        List<String> arguments = new ArrayList<>(first);
        arguments.add("verify");
        if (!options.all()) {
            arguments.addAll(List.of("-pl", ":honker-jdbc", "-Dtest=dev.honker.*Test"));
        }
        arguments.addAll(TESTS_ONLY);
        arguments.add("-Djvm=" + jvms.java(version).orElseThrow());
        arguments.add("-Dsurefire.options=-Xmx1g --enable-native-access=ALL-UNNAMED");
        arguments.addAll(options.maven());
        return new Pass(
                "java-" + version,
                "Java " + version + (options.all() ? "" : ", the tests of the Java API"),
                List.copyOf(arguments));
    }
}
