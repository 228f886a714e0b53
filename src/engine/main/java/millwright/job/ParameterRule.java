package millwright.job;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import millwright.config.NearestName;

/** What one text, number or boolean may be: the supported keywords of a JSON Schema property. */
final class ParameterRule implements ValueRule {

    private static final Set<String> KEYWORDS = Set.of(
            "type",
            "title",
            "description",
            "default",
            "format",
            "enum",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "minLength",
            "maxLength",
            "pattern",
            "writeOnly");
    private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean");

    private final JsonObject schema;
    private final String type;
    private final Pattern pattern;
    private final Optional<TextFormat> format;

    private ParameterRule(JsonObject schema, String type, Pattern pattern, Optional<TextFormat> format) {
        this.schema = schema;
        this.type = type;
        this.pattern = pattern;
        this.format = format;
    }

    static ParameterRule of(String name, JsonValue value) {
        if (value.getValueType() != ValueType.OBJECT) {
            throw new IllegalArgumentException("parameter '" + name + "' must be described by an object");
        }
        JsonObject schema = value.asJsonObject();
        for (String keyword : schema.keySet()) {
            if (!KEYWORDS.contains(keyword)) {
                throw new IllegalArgumentException("parameter '" + name + "': keyword '" + keyword
                        + "' is not supported (nearest: '" + NearestName.of(keyword, KEYWORDS) + "')");
            }
        }
        RuleKeywords.check(name, schema);
        String type = schema.getString("type", "");
        if (!TYPES.contains(type)) {
            throw new IllegalArgumentException(
                    "parameter '" + name + "': type '" + type + "' is none of string, integer, number, boolean");
        }
        Pattern pattern = schema.containsKey("pattern") ? Pattern.compile(schema.getString("pattern")) : null;
        ParameterRule rule = new ParameterRule(schema, type, pattern, format(name, schema));
        if (SecretParameters.isSecret(schema) && schema.containsKey("default")) {
            throw new IllegalArgumentException(
                    "parameter '" + name + "': it is secret, and its default would be there for everybody to read");
        }
        rule.defaultValue().filter(given -> !rule.fits(given)).ifPresent(given -> {
            throw new IllegalArgumentException("parameter '" + name + "': its default is " + ValueRule.shown(given)
                    + ", expected " + rule.expected());
        });
        if (schema.containsKey("enum")) {
            schema.getJsonArray("enum").stream()
                    .filter(given -> !rule.fits(given))
                    .findFirst()
                    .ifPresent(given -> {
                        throw new IllegalArgumentException("parameter '" + name + "': its enum has "
                                + ValueRule.shown(given) + ", which is not " + rule.expected());
                    });
        }
        return rule;
    }

    private static Optional<TextFormat> format(String name, JsonObject schema) {
        if (!schema.containsKey("format")) {
            return Optional.empty();
        }
        String keyword = schema.getString("format");
        return Optional.of(TextFormat.of(keyword)
                .orElseThrow(() -> new IllegalArgumentException("parameter '" + name + "': format '" + keyword
                        + "' is not supported (nearest: '" + NearestName.of(keyword, TextFormat.keywords()) + "')")));
    }

    @Override
    public Optional<JsonValue> defaultValue() {
        return Optional.ofNullable(schema.get("default"));
    }

    @Override
    public void check(JsonValue value, String pointer, List<Violation> violations) {
        if (!fits(value)) {
            violations.add(
                    SecretParameters.isSecret(schema)
                            ? new Violation(pointer, "does not fit, expected " + expected())
                            : ValueRule.mismatch(this, value, pointer));
        }
    }

    private boolean fits(JsonValue value) {
        boolean typed =
                switch (type) {
                    case "string" ->
                        value.getValueType() == ValueType.STRING && fitsText(((JsonString) value).getString());
                    case "boolean" -> value.getValueType() == ValueType.TRUE || value.getValueType() == ValueType.FALSE;
                    case "integer" ->
                        value.getValueType() == ValueType.NUMBER
                                && isWhole(((JsonNumber) value).bigDecimalValue())
                                && fitsNumber(((JsonNumber) value).bigDecimalValue());
                    default ->
                        value.getValueType() == ValueType.NUMBER && fitsNumber(((JsonNumber) value).bigDecimalValue());
                };
        return typed
                && (!schema.containsKey("enum") || schema.getJsonArray("enum").contains(value));
    }

    private static boolean isWhole(BigDecimal number) {
        return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    }

    /** 1e999999999 is a number too, which jsonb refuses; nothing a job computes with has a thousand digits. */
    static boolean isOrdinary(BigDecimal number) {
        return Math.abs((long) number.precision() - number.scale()) <= 1_000 && number.scale() <= 1_000;
    }

    private boolean fitsNumber(BigDecimal number) {
        return isOrdinary(number)
                && bound("minimum").map(b -> number.compareTo(b) >= 0).orElse(true)
                && bound("maximum").map(b -> number.compareTo(b) <= 0).orElse(true)
                && bound("exclusiveMinimum").map(b -> number.compareTo(b) > 0).orElse(true)
                && bound("exclusiveMaximum").map(b -> number.compareTo(b) < 0).orElse(true);
    }

    private boolean fitsText(String text) {
        int length = text.codePointCount(0, text.length());
        return text.indexOf('\0') < 0
                && length >= schema.getInt("minLength", 0)
                && length <= schema.getInt("maxLength", Integer.MAX_VALUE)
                && (pattern == null || pattern.matcher(text).find())
                && (format.isEmpty() || format.get().fits(text));
    }

    private Optional<BigDecimal> bound(String keyword) {
        return schema.containsKey(keyword)
                ? Optional.of(schema.getJsonNumber(keyword).bigDecimalValue())
                : Optional.empty();
    }

    @Override
    public String expected() {
        List<String> words = new ArrayList<>();
        words.add(
                switch (type) {
                    case "integer" -> "an integer";
                    case "boolean" -> "true or false";
                    case "number" -> "a number";
                    default -> format.map(TextFormat::words).orElse("a text");
                });
        bound("minimum").ifPresent(b -> words.add("at least " + b.toPlainString()));
        bound("exclusiveMinimum").ifPresent(b -> words.add("above " + b.toPlainString()));
        bound("maximum").ifPresent(b -> words.add("at most " + b.toPlainString()));
        bound("exclusiveMaximum").ifPresent(b -> words.add("below " + b.toPlainString()));
        if (schema.containsKey("minLength")) {
            words.add("at least " + schema.getInt("minLength") + " characters");
        }
        if (schema.containsKey("maxLength")) {
            words.add("at most " + schema.getInt("maxLength") + " characters");
        }
        if (pattern != null) {
            words.add("matching " + pattern.pattern());
        }
        if (schema.containsKey("enum")) {
            words.add(schema.getJsonArray("enum").stream()
                    .map(JsonValue::toString)
                    .collect(Collectors.joining(", ", "one of ", "")));
        }
        return String.join(", ", words);
    }
}
