package dev.honker.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every suite of rules does: it first shows that a rule can fail, and how, and then that honker keeps it. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
abstract class RuleTest {

    static final int REPEAT = Integer.getInteger("repeat", 1);

    @TempDir
    Path directory;

    private int grounds;

    /** Tries a rule on a subject that breaks it with an error of that text, then on honker. */
    void rule(Subject breaksOn, String symptom, Rule rule) throws Exception {
        Throwable failure = catchThrowable(() -> on(breaksOn, rule));
        assertThat(failure)
                .as("%s breaks the rule; a rule that can't fail proves nothing", breaksOn)
                .isNotNull()
                .hasStackTraceContaining(symptom);
        onHonker(rule);
    }

    /** Tries a rule that has no meaning on sqlite-jdbc, or that it is known to keep. */
    void onHonker(Rule rule) throws Exception {
        on(Subject.HONKER, rule);
    }

    /** Tries a rule that sqlite-jdbc keeps too and honker must not lose, on both, so that it is known to be one. */
    void onBoth(Rule rule) throws Exception {
        on(Subject.PLAIN, rule);
        onHonker(rule);
    }

    void on(Subject subject, Rule rule) throws Exception {
        try (Ground ground = new Ground(subject, directory.resolve("ground" + ++grounds + ".db"))) {
            rule.check(ground);
        }
    }
}
