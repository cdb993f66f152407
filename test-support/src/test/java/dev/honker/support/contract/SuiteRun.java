package dev.honker.support.contract;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs suites that are to fail; stateless. */
final class SuiteRun {

    private SuiteRun() {}

    /** The tests that failed, and the suite's own name if it failed after its tests. */
    static List<String> failedOf(Class<? extends TransactionContract> suite) {
        return failed(selectClass(suite));
    }

    /** The same of one of its tests alone. */
    static List<String> failedOf(Class<? extends TransactionContract> suite, String test) {
        return failed(selectMethod(suite, test));
    }

    private static List<String> failed(DiscoverySelector selected) {
        return EngineTestKit.engine("junit-jupiter").selectors(selected).execute().allEvents().finished().stream()
                .filter(event ->
                        event.getRequiredPayload(TestExecutionResult.class).getStatus()
                                == TestExecutionResult.Status.FAILED)
                .map(event -> event.getTestDescriptor().getSource().orElseThrow())
                .map(source -> source instanceof MethodSource method
                        ? method.getMethodName()
                        : ((ClassSource) source).getJavaClass().getSimpleName())
                .toList();
    }
}
