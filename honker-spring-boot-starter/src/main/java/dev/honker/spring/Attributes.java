package dev.honker.spring;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.EmbeddedValueResolver;
import org.springframework.boot.convert.DurationStyle;

/** Reads the texts of one annotation: placeholders resolved, then as values; empty ones are absent. For use by one thread. */
final class Attributes {

    private final AnnotatedMethod<?> method;
    private final EmbeddedValueResolver resolver;

    Attributes(AnnotatedMethod<?> method, ConfigurableBeanFactory factory) {
        this.method = method;
        this.resolver = new EmbeddedValueResolver(factory);
    }

    Optional<String> text(String name, String value) {
        return value(name, value, text -> text);
    }

    Optional<Integer> whole(String name, String value) {
        return value(name, value, Integer::valueOf);
    }

    Optional<Duration> duration(String name, String value) {
        return value(name, value, DurationStyle::detectAndParse);
    }

    Optional<ZoneId> zone(String name, String value) {
        return value(name, value, ZoneId::of);
    }

    Optional<Boolean> flag(String name, String value) {
        return value(name, value, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("it must be true or false");
        });
    }

    /** Refuses an attribute that has no meaning beside another one. */
    void refuse(String name, boolean isSet, String beside) {
        if (isSet) {
            throw method.refused(name + " has no meaning for " + beside + "; leave it out");
        }
    }

    private <T> Optional<T> value(String name, String value, Function<String, T> parser) {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String text = resolved(name, value);
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(text.trim()));
        } catch (RuntimeException e) {
            throw method.refused(name + " = \"" + text + "\" can't be read: " + e.getMessage());
        }
    }

    private @Nullable String resolved(String name, String value) {
        try {
            return resolver.resolveStringValue(value);
        } catch (RuntimeException e) {
            throw method.refused(name + " = \"" + value + "\" can't be resolved: " + e.getMessage());
        }
    }
}
