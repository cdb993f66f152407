package dev.honker.spring;

import dev.honker.HonkerInvalidOptionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows what is wrong with an annotation or property without the stack trace around it; found in {@code META-INF/spring.factories}. */
final class InvalidOptionAnalyzer extends AbstractFailureAnalyzer<HonkerInvalidOptionException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, HonkerInvalidOptionException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()), "Correct what is named above, or its property.", cause);
    }
}
