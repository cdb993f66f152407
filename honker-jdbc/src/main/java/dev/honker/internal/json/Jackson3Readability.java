package dev.honker.internal.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.AbstractDeserializer;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.deser.bean.BuilderBasedDeserializer;
import tools.jackson.databind.deser.impl.TypeWrappedDeserializer;
import tools.jackson.databind.deser.impl.UnsupportedTypeDeserializer;
import tools.jackson.databind.deser.std.ContainerDeserializerBase;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Finds out whether Jackson 3 could read a type, without a text: it is asked for the deserializer of the type and of all that it
 * consists of; stateless. Why inside a reader: only there Jackson gives a context that knows the mapper's settings.
 */
final class Jackson3Readability extends StdDeserializer<Jackson3Readability.Answer> {

    private static final long serialVersionUID = 1L;
    private static final String TYPE = "dev.honker.type";

    /** What Jackson makes of a JSON scalar for a property of an abstract type. */
    private static final List<Class<?>> SCALARS = List.of(String.class, Integer.class, Double.class, Boolean.class);

    /** Why a type can't be read; null if nothing is known against it. */
    record Answer(@Nullable String flaw) {}

    private Jackson3Readability() {
        super(Answer.class);
    }

    /** What a mapper needs for {@link #flaw}. */
    static SimpleModule module() {
        return new SimpleModule("honker-readability").addDeserializer(Answer.class, new Jackson3Readability());
    }

    /** Why the mapper of the reader, which has the {@link #module}, can't read the type; null if nothing is known against it. */
    static @Nullable String flaw(ObjectReader reader, JavaType type) {
        try {
            Answer answer =
                    reader.forType(Answer.class).withAttribute(TYPE, type).readValue("0");
            return answer.flaw();
        } catch (JacksonException e) {
            return e.getOriginalMessage();
        }
    }

    @Override
    public Answer deserialize(JsonParser parser, DeserializationContext context) {
        JavaType type = (JavaType) context.getAttribute(TYPE);
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        try {
            return new Answer(flaw(context, context.findRootValueDeserializer(type), type, seen));
        } catch (JacksonException e) {
            return new Answer(e.getOriginalMessage());
        }
    }

    private static @Nullable String flaw(
            DeserializationContext context,
            @Nullable ValueDeserializer<?> deserializer,
            JavaType type,
            Set<Object> seen) {
        if (deserializer == null || deserializer instanceof TypeWrappedDeserializer || !seen.add(deserializer)) {
            return null;
        }
        if (deserializer instanceof UnsupportedTypeDeserializer) {
            return "Jackson 3 reads " + type.getRawClass().getName()
                    + " only with a module that is not on the class path";
        }
        if (deserializer instanceof AbstractDeserializer) {
            return SCALARS.stream().anyMatch(type.getRawClass()::isAssignableFrom)
                            || context.findTypeDeserializer(type) != null
                    ? null
                    : type.getRawClass().getName() + " is abstract and names no type to read";
        }
        if (deserializer instanceof BeanDeserializerBase bean) {
            return flaw(context, bean, type, seen);
        }
        if (deserializer instanceof ContainerDeserializerBase<?> container && type.getContentType() != null) {
            return flaw(context, container.getContentDeserializer(), type.getContentType(), seen);
        }
        return flaw(context, deserializer.getDelegatee(), type, seen);
    }

    private static @Nullable String flaw(
            DeserializationContext context, BeanDeserializerBase bean, JavaType type, Set<Object> seen) {
        if (!(bean instanceof BuilderBasedDeserializer)
                && !bean.getValueInstantiator().canInstantiate()) {
            return type.getRawClass().getName()
                    + " has no constructor or factory that Jackson 3 could use (a Kotlin class needs jackson-module-kotlin)";
        }
        for (Iterator<SettableBeanProperty> properties = bean.properties(); properties.hasNext(); ) {
            SettableBeanProperty property = properties.next();
            String flaw = property.hasValueTypeDeserializer() || property.getAnnotation(JsonTypeInfo.class) != null
                    ? null
                    : flaw(context, property.getValueDeserializer(), property.getType(), seen);
            if (flaw != null) {
                return "property " + property.getName() + " of "
                        + type.getRawClass().getSimpleName() + ": " + flaw;
            }
        }
        return null;
    }
}
