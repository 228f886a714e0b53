package millwright.job;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import millwright.config.NearestName;
import millwright.database.Json;

/**
 * What the parameters of a definition may be: a JSON Schema (2020-12). A batch job's is one flat object of scalars, as
 * Jakarta Batch's parameters are texts in the end; a method job's may hold lists and objects. Keywords beyond the
 * supported ones are refused when the definition is read, so that no rule is silently ignored.
 */
public final class ParameterSchema {

    private static final Set<String> KEYWORDS =
            Set.of("$schema", "type", "title", "description", "properties", "required", "additionalProperties");

    /** Somebody who sends 150,000 wrong parameters needs no complete list. */
    static final int MOST_VIOLATIONS = 100;

    private final JsonObject document;
    private final Map<String, ValueRule> rules;
    private final Set<String> required;
    private final boolean open;

    private ParameterSchema(JsonObject document, Map<String, ValueRule> rules, Set<String> required, boolean open) {
        this.document = document;
        this.rules = rules;
        this.required = required;
        this.open = open;
    }

    /** For a definition without a schema: any scalar parameters. */
    public static ParameterSchema any() {
        JsonObject document = Json.provider()
                .createObjectBuilder()
                .add("type", "object")
                .add("additionalProperties", true)
                .build();
        return new ParameterSchema(document, Map.of(), Set.of(), true);
    }

    /** @throws IllegalArgumentException when {@code document} uses a keyword or a form that is not supported */
    public static ParameterSchema of(JsonObject document) {
        return of(document, ParameterRule::of);
    }

    /** The same for parameters that may be lists and objects. */
    public static ParameterSchema nested(JsonObject document) {
        return of(document, StructureRules::of);
    }

    private static ParameterSchema of(JsonObject document, BiFunction<String, JsonValue, ValueRule> reader) {
        for (String keyword : document.keySet()) {
            if (!KEYWORDS.contains(keyword)) {
                throw new IllegalArgumentException("keyword '" + keyword + "' is not supported (nearest: '"
                        + NearestName.of(keyword, KEYWORDS) + "')");
            }
        }
        if (!document.getString("type", "object").equals("object")) {
            throw new IllegalArgumentException("type must be 'object'");
        }
        Map<String, ValueRule> rules = new LinkedHashMap<>();
        JsonObject properties =
                document.containsKey("properties") ? document.getJsonObject("properties") : JsonValue.EMPTY_JSON_OBJECT;
        properties.forEach((name, rule) -> rules.put(name, reader.apply(name, rule)));
        Set<String> required = document.containsKey("required")
                ? document.getJsonArray("required").stream()
                        .map(name -> ((jakarta.json.JsonString) name).getString())
                        .collect(Collectors.toSet())
                : Set.of();
        for (String name : required) {
            if (!rules.containsKey(name)) {
                throw new IllegalArgumentException("required parameter '" + name + "' is not among the properties");
            }
        }
        return new ParameterSchema(document, rules, required, document.getBoolean("additionalProperties", false));
    }

    /** The schema itself, for forms and documentation. */
    public JsonObject document() {
        return document;
    }

    /**
     * {@code given} with the defaults filled in.
     *
     * @throws InvalidRequestException naming each parameter that is missing, unknown or does not fit
     */
    JsonObject complete(JsonObject given) {
        List<Violation> violations = new ArrayList<>();
        for (Map.Entry<String, JsonValue> parameter : given.entrySet()) {
            check(parameter.getKey(), parameter.getValue(), violations);
            if (violations.size() >= MOST_VIOLATIONS) {
                throw new InvalidRequestException(violations);
            }
        }
        Map<String, JsonValue> defaults = new LinkedHashMap<>();
        rules.forEach((name, rule) -> {
            if (!given.containsKey(name)) {
                rule.defaultValue().ifPresent(value -> defaults.put(name, value));
                if (required.contains(name) && rule.defaultValue().isEmpty()) {
                    violations.add(new Violation(pointer(name), "is required: " + rule.expected()));
                }
            }
        });
        if (!violations.isEmpty()) {
            throw new InvalidRequestException(violations);
        }
        if (defaults.isEmpty()) {
            return given;
        }
        var completed = Json.provider().createObjectBuilder(given);
        defaults.forEach(completed::add);
        return completed.build();
    }

    private void check(String name, JsonValue value, List<Violation> violations) {
        ValueRule rule = rules.get(name);
        if (rule != null) {
            rule.check(value, pointer(name), violations);
        } else if (!open) {
            violations.add(new Violation(
                    pointer(name),
                    rules.isEmpty()
                            ? "unknown parameter '" + name + "': this definition takes none"
                            : "unknown parameter '" + name + "' (nearest: '" + NearestName.of(name, rules.keySet())
                                    + "')"));
        } else if (value.getValueType() == JsonValue.ValueType.OBJECT
                || value.getValueType() == JsonValue.ValueType.ARRAY) {
            violations.add(new Violation(pointer(name), "expected a text, a number or a boolean"));
        } else if (value instanceof JsonNumber number && !ParameterRule.isOrdinary(number.bigDecimalValue())) {
            violations.add(new Violation(pointer(name), "expected a number of less than a thousand digits"));
        }
    }

    private static String pointer(String name) {
        return ValueRule.member("/parameters", name);
    }
}
