package millwright.items.json;

import jakarta.json.JsonValue;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.net.URI;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import millwright.items.mapping.ItemValues;
import millwright.items.mapping.ValueText;

/** Appends values as JSON text: records and maps as objects, lists and arrays as arrays. Not thread-safe. */
final class JsonText {

    private static final int DEEPEST = 100;

    private final Map<Class<?>, ItemValues> records = new HashMap<>();

    void append(Object value, StringBuilder text) {
        append(value, text, 0);
    }

    private void append(Object value, StringBuilder text, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("the item is nested more than " + DEEPEST + " deep");
        }
        if (value == null || value instanceof JsonValue || value instanceof Boolean) {
            text.append(value);
        } else if (value instanceof Number number) {
            append(number, text);
        } else if (value instanceof Map<?, ?> map) {
            appendMap(map, text, depth);
        } else if (value instanceof Iterable<?> list) {
            appendList(list, text, depth);
        } else if (value instanceof Optional<?> optional) {
            append(optional.orElse(null), text, depth);
        } else if (value instanceof Record) {
            appendRecord(value, text, depth);
        } else if (value.getClass().isArray()) {
            appendList(elements(value), text, depth);
        } else if (isText(value)) {
            quote(ValueText.of(value), text);
        } else {
            throw new IllegalArgumentException(
                    "a value is of " + value.getClass().getName()
                            + ", expected records, maps, lists, arrays, jakarta.json values, numbers, truth values, texts,"
                            + " constants, times or UUIDs");
        }
    }

    private static boolean isText(Object value) {
        return value instanceof CharSequence
                || value instanceof Character
                || value instanceof Enum<?>
                || value instanceof TemporalAccessor
                || value instanceof TemporalAmount
                || value instanceof UUID
                || value instanceof URI;
    }

    /** JSON has no infinity and no NaN. */
    private static void append(Number number, StringBuilder text) {
        boolean isFraction = number instanceof Double || number instanceof Float;
        if (isFraction && !Double.isFinite(number.doubleValue())) {
            throw new IllegalArgumentException("JSON has no number " + number);
        }
        text.append(number instanceof BigDecimal decimal ? decimal.toString() : number.toString());
    }

    private void appendMap(Map<?, ?> map, StringBuilder text, int depth) {
        char before = '{';
        for (Map.Entry<?, ?> member : map.entrySet()) {
            text.append(before);
            quote(String.valueOf(member.getKey()), text);
            text.append(':');
            append(member.getValue(), text, depth + 1);
            before = ',';
        }
        text.append(before == '{' ? "{}" : "}");
    }

    private void appendRecord(Object value, StringBuilder text, int depth) {
        ItemValues members = records.computeIfAbsent(
                value.getClass(),
                type -> new ItemValues(ItemValues.namesOf(value).orElseThrow()));
        Object[] values = members.unchanged(value);
        text.append('{');
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                text.append(',');
            }
            quote(members.names().get(i), text);
            text.append(':');
            append(values[i], text, depth + 1);
        }
        text.append('}');
    }

    private void appendList(Iterable<?> list, StringBuilder text, int depth) {
        char before = '[';
        for (Object element : list) {
            text.append(before);
            append(element, text, depth + 1);
            before = ',';
        }
        text.append(before == '[' ? "[]" : "]");
    }

    private static List<Object> elements(Object array) {
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            elements.add(Array.get(array, i));
        }
        return elements;
    }

    private static void quote(String string, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                control(c, text);
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    private static void control(char c, StringBuilder text) {
        switch (c) {
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> text.append(String.format("\\u%04x", (int) c));
        }
    }
}
