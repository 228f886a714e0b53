package millwright.job;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** What one value of a job's parameters may be: a part of the definition's schema. */
interface ValueRule {

    /**
     * Adds what is wrong with {@code value}, if anything.
     *
     * @param pointer where the value stands, for the violations
     */
    void check(JsonValue value, String pointer, List<Violation> violations);

    /** The rule in words, such as {@code an integer, at least 1900, at most 2200}. */
    String expected();

    /** What stands in for a parameter that is not given. */
    default Optional<JsonValue> defaultValue() {
        return Optional.empty();
    }

    /** The pointer to a member of what {@code pointer} points to, as RFC 6901 escapes it. */
    static String member(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** A value as a message shows it. */
    static String shown(JsonValue value) {
        String text = value.toString();
        return text.length() <= 100 ? text : text.substring(0, 99) + "…";
    }

    /** That {@code value} is none of what {@code rule} takes. */
    static Violation mismatch(ValueRule rule, JsonValue value, String pointer) {
        return new Violation(pointer, "is " + shown(value) + ", expected " + rule.expected());
    }
}
