package millwright.items.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import millwright.items.mapping.RecordShape;
import millwright.items.mapping.TextConversion;
import millwright.items.mapping.TextConversions;
import millwright.items.mapping.UnfitTextException;
import millwright.items.property.Property;

/** The makers by type: records, lists, maps by text, JSON values, and whatever a text can be turned into. */
final class ValueMakers {

    private static final int MOST_DIGITS = 40;

    private static final Set<Class<?>> WHOLE =
            Set.of(long.class, Long.class, int.class, Integer.class, short.class, Short.class, BigInteger.class);

    private ValueMakers() {}

    /** @param whose for the message when there is none */
    static ValueMaker of(Type type, String whose) {
        if (type instanceof ParameterizedType generic) {
            return ofGeneric(generic, whose);
        }
        Class<?> plain = (Class<?>) type;
        if (JsonValue.class.isAssignableFrom(plain)) {
            return ofJson(plain);
        }
        if (plain == Object.class) {
            return (value, path) -> plain(value);
        }
        if (plain.isRecord()) {
            RecordValues records = new RecordValues(RecordShape.of(plain));
            return nullable((value, path) -> {
                if (value instanceof JsonObject object) {
                    return records.of(object, path + ".");
                }
                throw UnfitValueException.of(path, value, "an object");
            });
        }
        TextConversion conversion = TextConversions.to(plain, false);
        if (conversion == null) {
            throw unknown(type, whose);
        }
        return ofScalar(plain, conversion);
    }

    private static RuntimeException unknown(Type type, String whose) {
        return Property.wrong(
                whose + " is a " + type.getTypeName() + ", expected a record, a List or a Map<String, ...> of"
                        + " what follows, a jakarta.json value, or one of " + TextConversions.types());
    }

    private static ValueMaker ofGeneric(ParameterizedType type, String whose) {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == List.class) {
            ValueMaker elements = of(arguments[0], whose);
            return nullable((value, path) -> list(value, path, elements));
        }
        if (type.getRawType() == Map.class && arguments[0] == String.class) {
            ValueMaker values = of(arguments[1], whose);
            return nullable((value, path) -> map(value, path, values));
        }
        throw unknown(type, whose);
    }

    private static ValueMaker nullable(ValueMaker maker) {
        return (value, path) -> value.getValueType() == ValueType.NULL ? null : maker.of(value, path);
    }

    private static ValueMaker ofJson(Class<?> type) {
        return (value, path) -> {
            if (type.isInstance(value)) {
                return value;
            }
            if (value.getValueType() == ValueType.NULL) {
                return null;
            }
            throw UnfitValueException.of(path, value, "a " + type.getSimpleName());
        };
    }

    private static List<Object> list(JsonValue value, String path, ValueMaker elements) throws UnfitValueException {
        if (!(value instanceof JsonArray array)) {
            throw UnfitValueException.of(path, value, "an array");
        }
        List<Object> list = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            list.add(elements.of(array.get(i), path + "[" + i + "]"));
        }
        return Collections.unmodifiableList(list);
    }

    private static Map<String, Object> map(JsonValue value, String path, ValueMaker values) throws UnfitValueException {
        if (!(value instanceof JsonObject object)) {
            throw UnfitValueException.of(path, value, "an object");
        }
        Map<String, Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> member : object.entrySet()) {
            map.put(member.getKey(), values.of(member.getValue(), path + "." + member.getKey()));
        }
        return Collections.unmodifiableMap(map);
    }

    private static ValueMaker ofScalar(Class<?> type, TextConversion conversion) {
        boolean isText = type == String.class;
        boolean isWhole = WHOLE.contains(type);
        return (value, path) -> {
            if (value.getValueType() == ValueType.NULL) {
                if (type.isPrimitive()) {
                    throw UnfitValueException.of(path, value, "a value");
                }
                return null;
            }
            if (isText && !(value instanceof JsonString)) {
                throw UnfitValueException.of(path, value, "a text");
            }
            if (value instanceof JsonObject || value instanceof JsonArray) {
                throw UnfitValueException.of(path, value, "a single value");
            }
            String digits = isWhole && value instanceof JsonNumber number ? wholeText(number) : text(value);
            char[] text = digits.toCharArray();
            try {
                return conversion.of(text, 0, text.length);
            } catch (UnfitTextException e) {
                throw UnfitValueException.of(path, value, e.expected());
            }
        };
    }

    private static String text(JsonValue value) {
        if (value instanceof JsonString string) {
            return string.getString();
        }
        return value.toString();
    }

    /** 2.0 and 5e3 are whole numbers as well; one of a million digits is a wrong value, not a way to fill the memory. */
    private static String wholeText(JsonNumber number) {
        BigDecimal decimal = number.bigDecimalValue().stripTrailingZeros();
        boolean isWhole = decimal.scale() <= 0 && decimal.precision() - decimal.scale() <= MOST_DIGITS;
        return isWhole ? decimal.toPlainString() : number.toString();
    }

    /** Java's own values for JSON's. */
    private static Object plain(JsonValue value) throws UnfitValueException {
        return switch (value.getValueType()) {
            case NULL -> null;
            case TRUE -> true;
            case FALSE -> false;
            case STRING -> ((JsonString) value).getString();
            case NUMBER ->
                ((JsonNumber) value).isIntegral()
                        ? ((JsonNumber) value).bigIntegerValue()
                        : ((JsonNumber) value).bigDecimalValue();
            case ARRAY -> list(value, "", (element, path) -> plain(element));
            case OBJECT -> map(value, "", (member, path) -> plain(member));
        };
    }
}
