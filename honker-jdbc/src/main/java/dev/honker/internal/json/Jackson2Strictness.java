package dev.honker.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.ArrayType;
import java.io.IOException;

/** Has Jackson 2 refuse values that its own rules would turn into others; stateless. */
final class Jackson2Strictness extends BeanDeserializerModifier {

    private static final long serialVersionUID = 1L;

    private Jackson2Strictness() {}

    static SimpleModule module() {
        return new SimpleModule("honker-strict").setDeserializerModifier(new Jackson2Strictness());
    }

    @Override
    public JsonDeserializer<?> modifyDeserializer(
            DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> deserializer) {
        return strict(bean.getBeanClass(), deserializer);
    }

    @Override
    public JsonDeserializer<?> modifyArrayDeserializer(
            DeserializationConfig config, ArrayType type, BeanDescription bean, JsonDeserializer<?> deserializer) {
        return strict(type.getRawClass(), deserializer);
    }

    private static JsonDeserializer<?> strict(Class<?> type, JsonDeserializer<?> deserializer) {
        return StrictValues.concerns(type) ? new Checked(type, deserializer) : deserializer;
    }

    /** Reads a value as another one does, between two looks. */
    private static final class Checked extends DelegatingDeserializer {

        private static final long serialVersionUID = 1L;

        private final Class<?> type;

        Checked(Class<?> type, JsonDeserializer<?> deserializer) {
            super(deserializer);
            this.type = type;
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> deserializer) {
            return new Checked(type, deserializer);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonToken token = parser.currentToken();
            boolean fits = token.isNumeric()
                    ? StrictValues.takesNumber(type) && (!StrictValues.isByte(type) || isByte(parser))
                    : token != JsonToken.VALUE_STRING || StrictValues.takesText(type, parser.getText());
            Object value = fits ? super.deserialize(parser, context) : null;
            if (!fits || !StrictValues.isFinite(value)) {
                return context.reportInputMismatch(type, "no value of this type");
            }
            return value;
        }

        private static boolean isByte(JsonParser parser) throws IOException {
            return parser.getIntValue() == (byte) parser.getIntValue();
        }
    }
}
