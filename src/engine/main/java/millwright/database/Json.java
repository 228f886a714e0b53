package millwright.database;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.Collection;
import java.util.Map;

/** JSON texts of jsonb columns as values. */
public final class Json {

    // looking the provider up costs more than a small text: once is enough
    private static final JsonProvider PROVIDER = JsonProvider.provider();
    private static final JsonReaderFactory READERS = PROVIDER.createReaderFactory(Map.of());

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
     * Whether jsonb can hold every text in {@code value}, names of members too: no NUL, no half of a surrogate pair.
     */
    public static boolean isStorable(JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> StorableText.fits(((JsonString) value).getString());
            case ARRAY -> areStorable(value.asJsonArray());
            case OBJECT -> {
                JsonObject object = value.asJsonObject();
                yield object.keySet().stream().allMatch(StorableText::fits) && areStorable(object.values());
            }
            default -> true;
        };
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
