package millwright.items.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The conversions of texts by the type of a record's component. An empty text is null where the type allows it. */
public final class TextConversions {

    private static final TextConversion STRING = String::new;
    private static final TextConversion STRING_OR_NULL =
            (text, from, length) -> length == 0 ? null : new String(text, from, length);

    private static final Map<Class<?>, TextConversion> BY_TYPE = new HashMap<>();

    static {
        numbers();
        put(BigDecimal.class, BigDecimal::new, "a decimal number");
        put(BigInteger.class, parsed(BigInteger::new), "a whole number");
        put(Double.class, parsed(Double::valueOf), "a number");
        put(Float.class, parsed(Float::valueOf), "a number");
        put(Boolean.class, TextConversions::flag, "true or false");
        put(LocalDate.class, DateText::date, "a date such as 2026-11-23");
        put(LocalDateTime.class, parsed(LocalDateTime::parse), "a date and time such as 2026-11-23T15:04:05");
        put(LocalTime.class, parsed(LocalTime::parse), "a time such as 15:04:05");
        put(Instant.class, parsed(Instant::parse), "a time in UTC such as 2026-11-23T15:04:05Z");
        put(OffsetDateTime.class, parsed(OffsetDateTime::parse), "a time such as 2026-11-23T15:04:05+01:00");
        put(UUID.class, parsed(UUID::fromString), "a UUID");
    }

    private TextConversions() {}

    private static void numbers() {
        put(
                Long.class,
                (text, from, length) -> WholeNumber.parse(text, from, length, Long.MIN_VALUE, Long.MAX_VALUE),
                "a whole number");
        put(
                Integer.class,
                (text, from, length) ->
                        (int) WholeNumber.parse(text, from, length, Integer.MIN_VALUE, Integer.MAX_VALUE),
                "a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE);
        put(
                Short.class,
                (text, from, length) -> (short) WholeNumber.parse(text, from, length, Short.MIN_VALUE, Short.MAX_VALUE),
                "a whole number from " + Short.MIN_VALUE + " to " + Short.MAX_VALUE);
    }

    /** What throws NumberFormatException or DateTimeException for a text that is none. */
    private interface Parser {
        Object parse(char[] text, int from, int length);
    }

    private static Parser parsed(Function<String, ?> parser) {
        return (text, from, length) -> parser.apply(new String(text, from, length));
    }

    private static void put(Class<?> type, Parser parser, String expected) {
        BY_TYPE.put(type, (text, from, length) -> {
            int first = from;
            int end = from + length;
            while (first < end && text[first] <= ' ') {
                first++;
            }
            while (end > first && text[end - 1] <= ' ') {
                end--;
            }
            if (first == end) {
                return null;
            }
            try {
                return parser.parse(text, first, end - first);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new UnfitTextException(expected);
            }
        });
    }

    private static Boolean flag(char[] text, int from, int length) {
        String word = new String(text, from, length);
        if (word.equalsIgnoreCase("true") || word.equals("1")) {
            return true;
        }
        if (word.equalsIgnoreCase("false") || word.equals("0")) {
            return false;
        }
        throw new IllegalArgumentException(word);
    }

    /**
     * @param emptyAsNull whether an empty text is null for a String as well
     * @return null when there is no conversion to {@code type}
     */
    public static TextConversion to(Class<?> type, boolean emptyAsNull) {
        if (type == String.class || type == Object.class) {
            return emptyAsNull ? STRING_OR_NULL : STRING;
        }
        if (type.isEnum()) {
            return constants(type);
        }
        if (type.isPrimitive()) {
            TextConversion boxed = BY_TYPE.get(Boxes.of(type));
            return boxed == null ? null : required(boxed);
        }
        return BY_TYPE.get(type);
    }

    /** For messages: the types there are conversions to. */
    public static String types() {
        return "String, int, long, short, double, float, boolean, their boxes, an enum, "
                + BY_TYPE.keySet().stream()
                        .filter(type -> !type.getName().startsWith("java.lang"))
                        .map(Class::getSimpleName)
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    private static TextConversion required(TextConversion conversion) {
        return (text, from, length) -> {
            Object value = conversion.of(text, from, length);
            if (value == null) {
                throw new UnfitTextException("a value");
            }
            return value;
        };
    }

    private static TextConversion constants(Class<?> type) {
        Map<String, Object> byName = new HashMap<>();
        List<Object> constants = Arrays.asList(type.getEnumConstants());
        constants.forEach(constant -> byName.put(((Enum<?>) constant).name(), constant));
        String expected = "one of "
                + constants.stream().map(each -> ((Enum<?>) each).name()).collect(Collectors.joining(", "));
        return (text, from, length) -> {
            String name = new String(text, from, length).strip();
            Object constant = byName.get(name);
            if (constant == null && !name.isEmpty()) {
                throw new UnfitTextException(expected);
            }
            return constant;
        };
    }
}
