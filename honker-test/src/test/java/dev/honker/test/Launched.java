package dev.honker.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs classes of tests by a launcher of their own, whose failures are no failures of the test that does so; stateless. */
final class Launched {

    private Launched() {}

    static Events run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute()
                .testEvents();
    }

    static void assertAllPass(Class<?> tests, int count) {
        run(tests).assertStatistics(statistics -> statistics.started(count).succeeded(count));
    }

    /** The message of the failure of a class with one test. */
    static String failureOf(Class<?> tests) {
        List<String> messages = messages(run(tests));
        assertThat(messages).hasSize(1);
        return messages.get(0);
    }

    static List<String> messages(Events tests) {
        return tests.failed()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow()
                        .getMessage())
                .toList();
    }
}
