package dev.honker.support.contract;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Which tests of a suite have passed in one run of it; those that are disabled are not excused. For one thread. */
final class PassedTests implements TestWatcher {

    private final Set<String> missing = new HashSet<>();

    PassedTests(Class<?> suite) {
        Arrays.stream(suite.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .forEach(missing::add);
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        missing.remove(context.getRequiredTestMethod().getName());
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        missing.remove(context.getRequiredTestMethod().getName());
    }

    /** None failed and all were selected. */
    boolean areAll() {
        return missing.isEmpty();
    }
}
