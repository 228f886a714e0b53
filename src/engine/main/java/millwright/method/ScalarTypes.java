package millwright.method;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import millwright.database.Json;

/** The types whose values are one text, number or boolean, or JSON itself. */
final class ScalarTypes {

    private static final Map<Class<?>, JsonType> KNOWN = new HashMap<>();

    private record Scalar(JsonObject schema, Function<JsonValue, Object> reader, Function<Object, JsonValue> writer)
            implements JsonType {

        @Override
        public Object read(JsonValue json) {
            return reader.apply(json);
        }

        @Override
        public JsonValue write(Object value) {
            return writer.apply(value);
        }
    }

    static {
        text(String.class, null, text -> text);
        text(LocalDate.class, "date", LocalDate::parse);
        text(OffsetTime.class, "time", OffsetTime::parse);
        text(OffsetDateTime.class, "date-time", OffsetDateTime::parse);
        text(Instant.class, "date-time", text -> OffsetDateTime.parse(text).toInstant());
        text(ZonedDateTime.class, "zoned-date-time", ZonedDateTime::parse);
        text(LocalTime.class, "local-time", LocalTime::parse);
        text(LocalDateTime.class, "local-date-time", LocalDateTime::parse);
        text(YearMonth.class, "year-month", YearMonth::parse);
        text(MonthDay.class, "month-day", MonthDay::parse);
        text(Duration.class, "duration", Duration::parse);
        text(Period.class, "period", Period::parse);
        text(ZoneId.class, "time-zone", ZoneId::of);
        text(UUID.class, "uuid", UUID::fromString);
        text(URI.class, "uri", URI::create);
        text(Currency.class, "currency", Currency::getInstance);
        KNOWN.put(Month.class, constants(Month.class));
        KNOWN.put(DayOfWeek.class, constants(DayOfWeek.class));
        KNOWN.put(
                byte[].class,
                new Scalar(
                        schema("string", "base64"),
                        json -> Base64.getDecoder().decode(((JsonString) json).getString()),
                        value -> Json.provider().createValue(Base64.getEncoder().encodeToString((byte[]) value))));

        integer(byte.class, Byte.class, Byte.MIN_VALUE, Byte.MAX_VALUE, BigDecimal::byteValueExact);
        integer(short.class, Short.class, Short.MIN_VALUE, Short.MAX_VALUE, BigDecimal::shortValueExact);
        integer(int.class, Integer.class, Integer.MIN_VALUE, Integer.MAX_VALUE, BigDecimal::intValueExact);
        integer(long.class, Long.class, Long.MIN_VALUE, Long.MAX_VALUE, BigDecimal::longValueExact);
        integer(Year.class, Year.class, Year.MIN_VALUE, Year.MAX_VALUE, number -> Year.of(number.intValueExact()));
        number(BigInteger.class, BigInteger.class, "integer", BigDecimal::toBigIntegerExact);
        number(BigDecimal.class, BigDecimal.class, "number", number -> number);
        number(double.class, Double.class, "number", BigDecimal::doubleValue);
        number(float.class, Float.class, "number", BigDecimal::floatValue);
        JsonType flag = new Scalar(
                schema("boolean", null),
                json -> json.getValueType() == JsonValue.ValueType.TRUE,
                value -> (Boolean) value ? JsonValue.TRUE : JsonValue.FALSE);
        KNOWN.put(boolean.class, flag);
        KNOWN.put(Boolean.class, flag);
        JsonType letter = new Scalar(
                JsonType.builder()
                        .add("type", "string")
                        .add("minLength", 1)
                        .add("maxLength", 1)
                        .build(),
                json -> ((JsonString) json).getString().charAt(0),
                value -> Json.provider().createValue(value.toString()));
        KNOWN.put(char.class, letter);
        KNOWN.put(Character.class, letter);

        json(JsonValue.class, JsonValue.EMPTY_JSON_OBJECT);
        json(JsonStructure.class, JsonValue.EMPTY_JSON_OBJECT);
        json(JsonString.class, schema("string", null));
        json(JsonNumber.class, schema("number", null));
        json(jakarta.json.JsonObject.class, open("object", "additionalProperties"));
        json(jakarta.json.JsonArray.class, schema("array", null));
    }

    private ScalarTypes() {}

    static Optional<JsonType> of(Class<?> type) {
        return Optional.ofNullable(KNOWN.get(type)).or(() -> enumeration(type));
    }

    private static Optional<JsonType> enumeration(Class<?> type) {
        return type.isEnum() ? Optional.of(constants(type)) : Optional.empty();
    }

    private static JsonType constants(Class<?> type) {
        Map<String, Object> byName = new HashMap<>();
        var names = Json.provider().createArrayBuilder();
        Arrays.stream(type.getEnumConstants()).map(each -> (Enum<?>) each).forEach(each -> {
            byName.put(each.name(), each);
            names.add(each.name());
        });
        return new Scalar(
                JsonType.builder().add("type", "string").add("enum", names).build(),
                json -> byName.get(((JsonString) json).getString()),
                value -> Json.provider().createValue(((Enum<?>) value).name()));
    }

    private static void text(Class<?> type, String format, Function<String, Object> parser) {
        KNOWN.put(
                type,
                new Scalar(
                        schema("string", format),
                        json -> parser.apply(((JsonString) json).getString()),
                        value -> Json.provider().createValue(value.toString())));
    }

    private static void number(Class<?> primitive, Class<?> type, String name, Function<BigDecimal, Object> reader) {
        JsonType number = new Scalar(schema(name, null), reader(reader), ScalarTypes::number);
        KNOWN.put(primitive, number);
        KNOWN.put(type, number);
    }

    private static void integer(
            Class<?> primitive, Class<?> type, long minimum, long maximum, Function<BigDecimal, Object> reader) {
        JsonObject schema = JsonType.builder()
                .add("type", "integer")
                .add("minimum", minimum)
                .add("maximum", maximum)
                .build();
        JsonType number = new Scalar(schema, reader(reader), ScalarTypes::number);
        KNOWN.put(primitive, number);
        KNOWN.put(type, number);
    }

    private static Function<JsonValue, Object> reader(Function<BigDecimal, Object> reader) {
        return json -> reader.apply(((JsonNumber) json).bigDecimalValue());
    }

    private static JsonValue number(Object value) {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (!Double.isFinite(number)) {
                throw new UnmappableException(number + " is no number of JSON's");
            }
            // a float's own digits, not those of the double nearest to it
            return Json.provider().createValue(new BigDecimal(value.toString()));
        }
        return Json.provider().createValue(new BigDecimal(value.toString()));
    }

    private static void json(Class<?> type, JsonObject schema) {
        KNOWN.put(type, new Scalar(schema, json -> json, value -> (JsonValue) value));
    }

    private static JsonObject open(String type, String keyword) {
        return JsonType.builder().add("type", type).add(keyword, true).build();
    }

    private static JsonObject schema(String type, String format) {
        var schema = JsonType.builder().add("type", type);
        return (format == null ? schema : schema.add("format", format)).build();
    }
}
