package dev.honker.spring;

import dev.honker.Honker;
import dev.honker.HonkerException;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.JsonCodec;
import dev.honker.JsonCodecFactory;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.util.ClassUtils;

/**
 * The codecs of the application: by its bean of type {@link JsonCodecFactory}, else by its Jackson mappers, else by honker's own. The beans are
 * looked up at the first codec, so that an application without typed payloads needs none; thread-safe.
 */
final class ApplicationCodecs implements JsonCodecFactory {

    /** In the order in which they are asked. Why 3 first: where both are beans, the application is Spring Boot 4's, which prefers it. */
    private static final List<String> MAPPERS =
            List.of("tools.jackson.databind.json.JsonMapper", "com.fasterxml.jackson.databind.ObjectMapper");

    private final ListableBeanFactory factory;
    private final boolean applicationMapper;
    private volatile @Nullable JsonCodecFactory chosen;

    ApplicationCodecs(ListableBeanFactory factory, boolean applicationMapper) {
        this.factory = factory;
        this.applicationMapper = applicationMapper;
    }

    @Override
    public JsonCodec<?> codec(Type type) {
        return chosen().codec(type);
    }

    /** why no lock: beans are made meanwhile, and the choice is the same whoever makes it. */
    private JsonCodecFactory chosen() {
        JsonCodecFactory present = chosen;
        if (present == null) {
            present = choose();
            chosen = present;
        }
        return present;
    }

    private JsonCodecFactory choose() {
        JsonCodecFactory own = bean(JsonCodecFactory.class);
        if (own != null) {
            return own;
        }
        JsonCodecFactory codecs = null;
        for (Object mapper : applicationMapper ? mappers() : List.of()) {
            JsonCodecFactory next = byMapper(mapper);
            codecs = codecs == null ? next : codecs.orElse(next);
        }
        return codecs == null ? Honker.codecs() : codecs;
    }

    private List<Object> mappers() {
        List<Object> mappers = new ArrayList<>();
        for (String name : MAPPERS) {
            ClassLoader loader = getClass().getClassLoader();
            if (ClassUtils.isPresent(name, loader)) {
                Object mapper = bean(ClassUtils.resolveClassName(name, loader));
                if (mapper != null) {
                    mappers.add(mapper);
                }
            }
        }
        return mappers;
    }

    private static JsonCodecFactory byMapper(Object mapper) {
        try {
            return Honker.codecs(mapper);
        } catch (HonkerException e) {
            throw new HonkerInvalidOptionException("the application's Jackson mapper can't be used: " + e.getMessage()
                    + "; set honker.json.application-mapper=false, or make a bean of type JsonCodecFactory");
        }
    }

    private <T> @Nullable T bean(Class<T> type) {
        try {
            return factory.getBeanProvider(type).getIfAvailable();
        } catch (NoUniqueBeanDefinitionException e) {
            throw new HonkerInvalidOptionException(
                    "there are several beans of type " + type.getSimpleName() + " for payloads, "
                            + e.getBeanNamesFound() + ", and none is primary: mark one @Primary,"
                            + (type == JsonCodecFactory.class
                                    ? " or the others @Bean(defaultCandidate = false)"
                                    : " make a bean of type JsonCodecFactory with Honker.codecs(mapper), or set"
                                            + " honker.json.application-mapper=false for honker's own"));
        }
    }
}
