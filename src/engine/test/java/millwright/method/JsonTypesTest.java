package millwright.method;

import static millwright.method.JsonSamples.type;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.lang.reflect.Type;
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
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import millwright.database.Json;
import millwright.job.ParameterSchema;
import millwright.method.JsonSamples.Address;
import millwright.method.JsonSamples.Closed;
import millwright.method.JsonSamples.Colour;
import millwright.method.JsonSamples.Created;
import millwright.method.JsonSamples.Line;
import millwright.method.JsonSamples.Page;
import millwright.method.JsonSamples.Strict;
import millwright.method.JsonSamples.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** M2: how Java's values look as JSON, in both directions. */
class JsonTypesTest {

    static Stream<Arguments> values() {
        return Stream.of(
                arguments(String.class, "\"é😀\"", "é😀"),
                arguments(int.class, "7", 7),
                arguments(Integer.class, "7.0", 7),
                arguments(long.class, "9007199254740993", 9007199254740993L),
                arguments(short.class, "-1", (short) -1),
                arguments(byte.class, "1", (byte) 1),
                arguments(double.class, "0.1", 0.1),
                arguments(Float.class, "0.1", 0.1f),
                arguments(boolean.class, "true", true),
                arguments(char.class, "\"x\"", 'x'),
                arguments(
                        BigDecimal.class,
                        "12345678901234567890.123456789",
                        new BigDecimal("12345678901234567890.123456789")),
                arguments(BigInteger.class, "12345678901234567890", new BigInteger("12345678901234567890")),
                arguments(Colour.class, "\"RED\"", Colour.RED),
                arguments(
                        UUID.class,
                        "\"01a20470-edaa-7a4b-8b70-21a22d8c06f6\"",
                        UUID.fromString("01a20470-edaa-7a4b-8b70-21a22d8c06f6")),
                arguments(URI.class, "\"https://example.org/a\"", URI.create("https://example.org/a")),
                arguments(Currency.class, "\"EUR\"", Currency.getInstance("EUR")),
                arguments(LocalDate.class, "\"2001-12-31\"", LocalDate.of(2001, 12, 31)),
                arguments(LocalTime.class, "\"13:45\"", LocalTime.of(13, 45)),
                arguments(LocalDateTime.class, "\"2001-12-31T13:45\"", LocalDateTime.of(2001, 12, 31, 13, 45)),
                arguments(OffsetTime.class, "\"13:45Z\"", OffsetTime.parse("13:45Z")),
                arguments(
                        OffsetDateTime.class,
                        "\"2001-12-31T13:45+01:00\"",
                        OffsetDateTime.parse("2001-12-31T13:45+01:00")),
                arguments(
                        ZonedDateTime.class,
                        "\"2001-12-31T13:45+01:00[Europe/Berlin]\"",
                        ZonedDateTime.parse("2001-12-31T13:45+01:00[Europe/Berlin]")),
                arguments(Instant.class, "\"2001-12-31T13:45:00Z\"", Instant.parse("2001-12-31T13:45:00Z")),
                arguments(YearMonth.class, "\"2001-12\"", YearMonth.of(2001, 12)),
                arguments(MonthDay.class, "\"--12-31\"", MonthDay.of(12, 31)),
                arguments(Year.class, "2001", Year.of(2001)),
                arguments(Month.class, "\"MAY\"", Month.MAY),
                arguments(DayOfWeek.class, "\"MONDAY\"", DayOfWeek.MONDAY),
                arguments(Duration.class, "\"PT1H30M\"", Duration.ofMinutes(90)),
                arguments(Period.class, "\"P1Y2M\"", Period.of(1, 2, 0)),
                arguments(ZoneId.class, "\"Europe/Berlin\"", ZoneId.of("Europe/Berlin")),
                arguments(JsonValue.class, "[1,null]", Json.value("[1,null]")),
                arguments(JsonObject.class, "{\"a\":{\"b\":[]}}", Json.object("{\"a\":{\"b\":[]}}")),
                arguments(JsonArray.class, "[1,\"a\",null]", Json.array("[1,\"a\",null]")),
                arguments(JsonString.class, "\"a\"", Json.provider().createValue("a")),
                arguments(JsonNumber.class, "1", Json.provider().createValue(1)),
                arguments(OptionalInt.class, "1", OptionalInt.of(1)),
                arguments(OptionalLong.class, "1", OptionalLong.of(1)),
                arguments(OptionalDouble.class, "1.5", OptionalDouble.of(1.5)),
                arguments(type("integers"), "[1,2]", List.of(1, 2)),
                arguments(type("ids"), "[]", Set.of()),
                arguments(type("sorted"), "[\"b\",\"a\"]", new TreeSet<>(List.of("a", "b"))),
                arguments(type("colours"), "[\"RED\",\"RED\"]", List.of(Colour.RED, Colour.RED)),
                arguments(type("amounts"), "{\"a\":1.5}", Map.of("a", new BigDecimal("1.5"))),
                arguments(
                        type("days"),
                        "{\"RED\":[\"2001-12-31\"]}",
                        Map.of(Colour.RED, List.of(LocalDate.of(2001, 12, 31)))),
                arguments(type("day"), "\"2001-12-31\"", Optional.of(LocalDate.of(2001, 12, 31))),
                arguments(
                        Line.class,
                        "{\"amount\":1,\"note\":null,\"colours\":[\"RED\"]}",
                        new Line(BigDecimal.ONE, Optional.empty(), Set.of(Colour.RED))),
                arguments(
                        type("page"),
                        "{\"items\":[{\"amount\":1,\"note\":\"a\",\"colours\":[]}],\"next_page\":2}",
                        new Page<>(List.of(new Line(BigDecimal.ONE, Optional.of("a"), Set.of())), Optional.of(2))),
                arguments(
                        type("pages"),
                        "{\"items\":[{\"items\":[1],\"next_page\":null}],\"next_page\":null}",
                        new Page<>(List.of(new Page<>(List.of(1), Optional.empty())), Optional.empty())));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueIsReadAndWritten(Type type, String json, Object value) {
        JsonType mapped = JsonTypes.ofParameter(type);
        JsonValue given = Json.value(json);
        assertFits(mapped, given);
        assertEquals(value, mapped.read(given));
        JsonValue written = JsonTypes.ofResult(type).write(value);
        assertFits(mapped, written);
        assertEquals(value, mapped.read(written));
    }

    @Test
    void arraysAreReadAndWritten() {
        JsonType numbers = JsonTypes.ofParameter(int[].class);
        assertArrayEquals(new int[] {1, 2}, (int[]) numbers.read(Json.array("[1,2]")));
        assertEquals(Json.array("[1,2]"), numbers.write(new int[] {1, 2}));
        JsonType lines = JsonTypes.ofParameter(Line[].class);
        assertEquals(1, ((Line[]) lines.read(Json.array("[{\"amount\":1,\"colours\":[]}]"))).length);
        JsonType bytes = JsonTypes.ofParameter(byte[].class);
        assertArrayEquals(
                new byte[] {0, 1, 2}, (byte[]) bytes.read(Json.provider().createValue("AAEC")));
        assertEquals("\"AAEC\"", bytes.write(new byte[] {0, 1, 2}).toString());
    }

    @Test
    void aClassWithPropertiesIsReadAndWrittenByJsonB() {
        JsonType type = JsonTypes.ofParameter(Address.class);
        assertEquals(
                Set.of("street_name", "since", "until", "number"),
                type.schema().getJsonObject("properties").keySet());
        JsonObject json =
                Json.object("{\"street_name\":\"Elm\",\"since\":\"2001-12-31\",\"until\":\"31.12.2002\",\"number\":4}");
        assertFits(type, json);
        Address address = (Address) type.read(json);
        assertEquals("Elm", address.getStreet());
        assertEquals(LocalDate.of(2002, 12, 31), address.getUntil());
        assertEquals(json, JsonTypes.ofResult(Address.class).write(address));
        assertFits(type, Json.object("{\"street_name\":null}"));
        assertThrows(AssertionError.class, () -> assertFits(type, Json.object("{\"since\":1}")));
        assertEquals(7, ((Created) JsonTypes.ofParameter(Created.class).read(Json.object("{\"size\":7}"))).getSize());
    }

    @Test
    void whatAConstructorRefusesIsSaid() {
        UnmappableException refused = assertThrows(UnmappableException.class, () -> JsonTypes.ofParameter(Strict.class)
                .read(Json.object("{\"from\":2,\"to\":1}")));
        assertTrue(refused.getMessage().contains("from is above to"), refused.getMessage());
    }

    @Test
    void aResultMayBeAnything() {
        JsonType anything = JsonTypes.ofResult(Object.class);
        Map<String, Object> result =
                Map.of("list", List.of(1, "a", new Line(BigDecimal.ONE, Optional.empty(), Set.of())));
        assertEquals(
                Json.object("{\"list\":[1,\"a\",{\"amount\":1,\"note\":null,\"colours\":[]}]}"),
                anything.write(result));
        assertThrows(UnmappableException.class, () -> anything.write(new Thread()));
    }

    static Stream<Arguments> unmappable() {
        return Stream.of(
                arguments(Object.class, "java.lang.Object has no form"),
                arguments(InputStream.class, "java.io.InputStream has no form"),
                arguments(Tree.class, "contains itself"),
                arguments(Closed.class, "no constructor without arguments"),
                arguments(Number.class, "java.lang.Number has no form"),
                arguments(Runnable.class, "java.lang.Runnable has no form"),
                arguments(type("open"), "may be any type"),
                arguments(type("lists"), "array of"),
                arguments(type("numbered"), "keys of a Map"),
                arguments(type("raw"), "List does not say of what"));
    }

    @ParameterizedTest
    @MethodSource("unmappable")
    void aTypeWithoutAFormIsRefusedByName(Type type, String reason) {
        UnmappableException refused = assertThrows(UnmappableException.class, () -> JsonTypes.ofParameter(type));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }

    @Test
    void aWildcardIsItsBound() {
        assertEquals(
                JsonTypes.ofParameter(Line.class).schema(),
                JsonTypes.ofParameter(type("wild")).schema().getJsonObject("items"));
    }

    private static void assertFits(JsonType type, JsonValue value) {
        ParameterSchema schema = ParameterSchema.nested(JsonType.builder()
                .add("type", "object")
                .add("properties", JsonType.builder().add("a", type.schema()))
                .build());
        SchemaCheck.assertFits(schema, JsonType.builder().add("a", value).build());
    }
}
