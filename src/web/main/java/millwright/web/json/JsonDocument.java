package millwright.web.json;

import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerationException;
import java.io.ByteArrayOutputStream;
import java.time.Instant;

/** Writes JSON as bytes, so that no message body writer of the platform has a say in it. */
public final class JsonDocument {

    // looking the provider up costs more than a small document: once is enough
    private static final JsonProvider PROVIDER = JsonProvider.provider();

    private JsonDocument() {}

    /** The provider, for builders. */
    public static JsonProvider provider() {
        return PROVIDER;
    }

    /** {@code value} in UTF-8. */
    public static byte[] bytes(JsonValue value) throws JsonGenerationException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var generator = PROVIDER.createGenerator(out)) {
            generator.write(value);
        }
        return out.toByteArray();
    }

    /** A text, or JSON's null for null. */
    public static JsonValue text(String text) {
        return text == null ? JsonValue.NULL : PROVIDER.createValue(text);
    }

    /** An id, name of a constant or the like as a text, or JSON's null for null. */
    public static JsonValue text(Object value) {
        return value == null ? JsonValue.NULL : PROVIDER.createValue(value.toString());
    }

    /** A 64-bit integer as a text: the numbers of JavaScript hold 53 bits. */
    public static JsonValue integer(long number) {
        return PROVIDER.createValue(Long.toString(number));
    }

    /** An instant in ISO-8601 UTC, or JSON's null for null. */
    public static JsonValue instant(Instant instant) {
        return text((Object) instant);
    }

    /** The value itself, or JSON's null for null. */
    public static JsonValue orNull(JsonValue value) {
        return value == null ? JsonValue.NULL : value;
    }
}
