package millwright.web.json;

import jakarta.json.JsonValue;

/** What a value is, in words for people. */
final class ValueKind {

    private ValueKind() {}

    static String of(JsonValue value) {
        return switch (value.getValueType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case TRUE, FALSE -> "a boolean";
            case NULL -> "null";
        };
    }
}
