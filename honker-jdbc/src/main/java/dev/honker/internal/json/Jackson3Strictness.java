package dev.honker.internal.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.ArrayType;

/** Has Jackson 3 refuse values that its own rules would turn into others; stateless. */
final class Jackson3Strictness extends ValueDeserializerModifier {

    private static final long serialVersionUID = 1L;

    private Jackson3Strictness() {}

    static SimpleModule module() {
        return new SimpleModule("honker-strict").setDeserializerModifier(new Jackson3Strictness());
    }

    @Override
    public ValueDeserializer<?> modifyDeserializer(
            DeserializationConfig config, BeanDescription.Supplier bean, ValueDeserializer<?> deserializer) {
        return strict(bean.getBeanClass(), deserializer);
    }

    @Override
    public ValueDeserializer<?> modifyArrayDeserializer(
            DeserializationConfig config,
            ArrayType type,
            BeanDescription.Supplier bean,
            ValueDeserializer<?> deserializer) {
        return strict(type.getRawClass(), deserializer);
    }

    private static ValueDeserializer<?> strict(Class<?> type, ValueDeserializer<?> deserializer) {
        return StrictValues.concerns(type) ? new Checked(type, deserializer) : deserializer;
    }

    /** Reads a value as another one does, between two looks. */
    private static final class Checked extends DelegatingDeserializer {

        private static final long serialVersionUID = 1L;

        private final Class<?> type;

        Checked(Class<?> type, ValueDeserializer<?> deserializer) {
            super(deserializer);
            this.type = type;
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> deserializer) {
            return new Checked(type, deserializer);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) {
            JsonToken token = parser.currentToken();
            boolean fits = token.isNumeric()
                    ? StrictValues.takesNumber(type) && (!StrictValues.isByte(type) || isByte(parser))
                    : token != JsonToken.VALUE_STRING || StrictValues.takesText(type, parser.getString());
            Object value = fits ? super.deserialize(parser, context) : null;
            if (!fits || !StrictValues.isFinite(value)) {
                return context.reportInputMismatch(type, "no value of this type");
            }
            return value;
        }

        private static boolean isByte(JsonParser parser) {
            return parser.getIntValue() == (byte) parser.getIntValue();
        }
    }
}
