package millwright.database;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;

/** JSON texts of jsonb columns as values. */
public final class Json {

    // looking the provider up costs more than a small text: once is enough
    private static final JsonProvider PROVIDER = JsonProvider.provider();
    private static final JsonReaderFactory READERS = PROVIDER.createReaderFactory(Map.of());

    /** What is wrong with a value that is not {@link #isStorable storable}, for messages: it "holds" this. */
    public static final String NOT_STORABLE =
            "a NUL character, half of a surrogate pair, or a number with more digits" + " than can be stored";

    private static final int MOST_DIGITS_BEFORE_POINT = 131_072;
    private static final int MOST_DECIMALS = 16_383;

    private Json() {}

    /** The provider, for builders. */
    public static JsonProvider provider() {
        return PROVIDER;
    }

    /** The object in {@code text}, or null for null. */
    public static JsonObject object(String text) {
        return text == null ? null : read(text).asJsonObject();
    }

    /** Whatever JSON is in {@code text}, or null for null. */
    public static JsonValue value(String text) {
        if (text == null) {
            return null;
        }
        try (var reader = READERS.createReader(new StringReader(text))) {
            return reader.readValue();
        }
    }

    /** The array in {@code text}, or null for null. */
    public static JsonArray array(String text) {
        return text == null ? null : read(text).asJsonArray();
    }

    /**
     * Whether jsonb can hold {@code value}: no text in it, names of members too, has a NUL or half of a surrogate pair,
     * and every number fits PostgreSQL's numeric (manual, 8.1.2).
     */
    public static boolean isStorable(JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> StorableText.fits(((JsonString) value).getString());
            case ARRAY -> areStorable(value.asJsonArray());
            case OBJECT -> {
                JsonObject object = value.asJsonObject();
                yield object.keySet().stream().allMatch(StorableText::fits) && areStorable(object.values());
            }
            case NUMBER -> isNumeric((JsonNumber) value);
            default -> true;
        };
    }

    private static boolean isNumeric(JsonNumber number) {
        try {
            BigDecimal decimal = number.bigDecimalValue();
            return decimal.scale() <= MOST_DECIMALS
                    && (long) decimal.precision() - decimal.scale() <= MOST_DIGITS_BEFORE_POINT;
        } catch (ArithmeticException | NumberFormatException | UnsupportedOperationException e) {
            // beyond what is read as a number here (Parsson: 1,100 characters)
            return false;
        }
    }

    private static boolean areStorable(Collection<JsonValue> values) {
        for (JsonValue value : values) {
            if (!isStorable(value)) {
                return false;
            }
        }
        return true;
    }

    private static JsonStructure read(String text) {
        try (var reader = READERS.createReader(new StringReader(text))) {
            return reader.read();
        }
    }
}
