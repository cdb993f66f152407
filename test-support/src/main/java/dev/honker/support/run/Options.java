package dev.honker.support.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What {@code ./test} was asked for; immutable.
 *
 * @param all whether every test runs on the newest JDK too, and the examples that need frameworks run
 * @param onlyUserBuilds whether only the projects of users are built, without the tests
 * @param rounds how often the whole suite runs under load; empty for one run without load
 * @param seed the seed of the random order of the first round; empty for a random one
 * @param maven arguments for Maven
 */
record Options(boolean all, boolean onlyUserBuilds, OptionalInt rounds, OptionalLong seed, List<String> maven) {

    static final String USAGE = """
            Usage: ./test [--all] [--user-builds] [--soak ROUNDS [--seed SEED]] [arguments for Maven]
              --all          runs all tests on the newest JDK too, and the examples in Quarkus and Micronaut
              --user-builds  builds the projects of users only, against what is packaged without tests
              --soak ROUNDS  runs the whole suite that often beside two busy threads, modules and tests in random order
              --seed SEED    the order of a soak's first round; each further round adds one
            Examples: ./test -Drepeat=50    ./test -pl honker-jdbc -Dtest=WriterLockTest    ./test --soak 10""";

    private static final String SOAK = "--soak";
    private static final String SEED = "--seed";

    /** Returns the options that the arguments name. */
    static Options parse(String... arguments) {
        boolean all = false;
        boolean onlyUserBuilds = false;
        OptionalInt rounds = OptionalInt.empty();
        OptionalLong seed = OptionalLong.empty();
        List<String> maven = new ArrayList<>();
        Deque<String> left = new ArrayDeque<>(List.of(arguments));
        while (!left.isEmpty()) {
            String argument = left.pop();
            switch (argument) {
                case "--all" -> all = true;
                case "--user-builds" -> onlyUserBuilds = true;
                case SOAK -> rounds = OptionalInt.of((int) number(argument, left, 1, 1000));
                case SEED -> seed = OptionalLong.of(number(argument, left, 0, Long.MAX_VALUE - 1000));
                default -> maven.add(argument);
            }
        }
        if (seed.isPresent() && rounds.isEmpty()) {
            throw new IllegalArgumentException(SEED + " needs " + SOAK);
        }
        return new Options(all, onlyUserBuilds, rounds, seed, List.copyOf(maven));
    }

    private static long number(String option, Deque<String> left, long least, long most) {
        String text = left.isEmpty() ? "" : left.pop();
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // why: refused below, as numbers out of range are
        }
        throw new IllegalArgumentException(
                "%s needs a number from %d to %d, not '%s'".formatted(option, least, most, text));
    }

    /** Returns whether Maven is to build or test a part only. */
    boolean selects() {
        return selectsTests()
                || maven.stream().anyMatch(argument -> argument.startsWith("-pl") || argument.startsWith("--projects"));
    }

    /** Returns whether Maven is to run some of the tests only. */
    boolean selectsTests() {
        return maven.stream().anyMatch(argument -> argument.startsWith("-Dtest=") || argument.startsWith("-Dgroups="));
    }
}
