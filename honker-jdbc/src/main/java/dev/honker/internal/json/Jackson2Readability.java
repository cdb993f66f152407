package dev.honker.internal.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.deser.AbstractDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBase;
import com.fasterxml.jackson.databind.deser.BuilderBasedDeserializer;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.deser.impl.TypeWrappedDeserializer;
import com.fasterxml.jackson.databind.deser.impl.UnsupportedTypeDeserializer;
import com.fasterxml.jackson.databind.deser.std.ContainerDeserializerBase;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether Jackson 2 could read a type, without a text: it is asked for the deserializer of the type and of all that it
 * consists of; stateless. Why inside a reader: only there Jackson gives a context that knows the mapper's settings.
 */
final class Jackson2Readability extends StdDeserializer<Jackson2Readability.Answer> {

    private static final long serialVersionUID = 1L;
    private static final String TYPE = "dev.honker.type";

    /** What Jackson makes of a JSON scalar for a property of an abstract type. */
    private static final List<Class<?>> SCALARS = List.of(String.class, Integer.class, Double.class, Boolean.class);

    /** Why a type can't be read; null if nothing is known against it. */
    record Answer(@Nullable String flaw) {}

    private Jackson2Readability() {
        super(Answer.class);
    }

    /** What a mapper needs for {@link #flaw}. */
    static SimpleModule module() {
        return new SimpleModule("honker-readability").addDeserializer(Answer.class, new Jackson2Readability());
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
    public Answer deserialize(JsonParser parser, DeserializationContext context) throws JsonProcessingException {
        JavaType type = (JavaType) context.getAttribute(TYPE);
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        try {
            return new Answer(flaw(context, context.findRootValueDeserializer(type), type, seen));
        } catch (JacksonException e) {
            return new Answer(e.getOriginalMessage());
        }
    }

    private static @Nullable String flaw(
            DeserializationContext context, @Nullable JsonDeserializer<?> deserializer, JavaType type, Set<Object> seen)
            throws JsonProcessingException {
        if (deserializer == null || deserializer instanceof TypeWrappedDeserializer || !seen.add(deserializer)) {
            return null;
        }
        if (deserializer instanceof UnsupportedTypeDeserializer) {
            return "Jackson 2 reads " + type.getRawClass().getName()
                    + " only with a module that is not on the class path";
        }
        if (deserializer instanceof AbstractDeserializer) {
            return SCALARS.stream().anyMatch(type.getRawClass()::isAssignableFrom)
                            || context.getFactory().findTypeDeserializer(context.getConfig(), type) != null
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
            DeserializationContext context, BeanDeserializerBase bean, JavaType type, Set<Object> seen)
            throws JsonProcessingException {
        if (!(bean instanceof BuilderBasedDeserializer)
                && !bean.getValueInstantiator().canInstantiate()) {
            return type.getRawClass().getName()
                    + " has no constructor or factory that Jackson 2 could use (a Kotlin class needs jackson-module-kotlin)";
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
