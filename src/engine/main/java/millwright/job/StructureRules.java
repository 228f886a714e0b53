package millwright.job;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import millwright.config.NearestName;
import millwright.database.Json;

/** The rules for values that hold others, as the schemas of method jobs have them. */
final class StructureRules {

    private static final Set<String> ARRAY =
            Set.of("type", "title", "description", "items", "uniqueItems", "default", "writeOnly");
    private static final Set<String> OBJECT = Set.of(
            "type", "title", "description", "properties", "required", "additionalProperties", "default", "writeOnly");

    private StructureRules() {}

    /** @throws IllegalArgumentException when {@code value} uses a keyword or a form that is not supported */
    static ValueRule of(String name, JsonValue value) {
        if (value.getValueType() != ValueType.OBJECT) {
            throw new IllegalArgumentException("parameter '" + name + "' must be described by an object");
        }
        JsonObject schema = value.asJsonObject();
        ValueRule rule = typed(name, schema);
        rule.defaultValue().ifPresent(given -> {
            List<Violation> violations = new ArrayList<>();
            rule.check(given, "", violations);
            if (!violations.isEmpty()) {
                throw new IllegalArgumentException("parameter '" + name + "': its default "
                        + violations.get(0).pointer() + violations.get(0).detail());
            }
        });
        return rule;
    }

    private static ValueRule typed(String name, JsonObject schema) {
        JsonValue type = schema.get("type");
        if (type == null && !schema.containsKey("enum")) {
            return new AnyRule(schema);
        }
        if (type instanceof JsonArray types) {
            String one = types.stream()
                    .map(each -> ((JsonString) each).getString())
                    .filter(each -> !each.equals("null"))
                    .collect(Collectors.joining());
            JsonObject plain = Json.provider()
                    .createObjectBuilder(schema)
                    .add("type", one)
                    .remove("default")
                    .build();
            return new NullableRule(typed(name, plain), Optional.ofNullable(schema.get("default")));
        }
        return switch (schema.getString("type", "")) {
            case "array" ->
                new ArrayRule(
                        schema,
                        of(name, supported(name, schema, ARRAY).getOrDefault("items", JsonValue.EMPTY_JSON_OBJECT)));
            case "object" ->
                new ObjectRule(supported(name, schema, OBJECT), properties(schema), additional(name, schema));
            default -> ParameterRule.of(name, schema);
        };
    }

    private static JsonObject supported(String name, JsonObject schema, Set<String> keywords) {
        for (String keyword : schema.keySet()) {
            if (!keywords.contains(keyword)) {
                throw new IllegalArgumentException("parameter '" + name + "': keyword '" + keyword
                        + "' is not supported (nearest: '" + NearestName.of(keyword, keywords) + "')");
            }
        }
        return schema;
    }

    private static Map<String, ValueRule> properties(JsonObject schema) {
        Map<String, ValueRule> rules = new LinkedHashMap<>();
        schema.getOrDefault("properties", JsonValue.EMPTY_JSON_OBJECT)
                .asJsonObject()
                .forEach((name, rule) -> rules.put(name, of(name, rule)));
        return rules;
    }

    private static Optional<ValueRule> additional(String name, JsonObject schema) {
        JsonValue additional = schema.getOrDefault("additionalProperties", JsonValue.FALSE);
        return switch (additional.getValueType()) {
            case FALSE -> Optional.empty();
            case TRUE -> Optional.of(new AnyRule(JsonValue.EMPTY_JSON_OBJECT));
            default -> Optional.of(of(name, additional));
        };
    }

    /** Any JSON, as long as jsonb can hold it. */
    private record AnyRule(JsonObject schema) implements ValueRule {

        @Override
        public void check(JsonValue value, String pointer, List<Violation> violations) {
            if (value instanceof JsonNumber number && !ParameterRule.isOrdinary(number.bigDecimalValue())) {
                violations.add(new Violation(pointer, "expected a number of less than a thousand digits"));
            } else if (value instanceof JsonArray array) {
                for (int i = 0; i < array.size(); i++) {
                    check(array.get(i), pointer + "/" + i, violations);
                }
            } else if (value instanceof JsonObject object) {
                object.forEach((name, member) -> check(member, ValueRule.member(pointer, name), violations));
            }
        }

        @Override
        public String expected() {
            return "any JSON";
        }

        @Override
        public Optional<JsonValue> defaultValue() {
            return Optional.ofNullable(schema.get("default"));
        }
    }

    private record NullableRule(ValueRule rule, Optional<JsonValue> defaultValue) implements ValueRule {

        @Override
        public void check(JsonValue value, String pointer, List<Violation> violations) {
            if (value.getValueType() != ValueType.NULL) {
                rule.check(value, pointer, violations);
            }
        }

        @Override
        public String expected() {
            return rule.expected() + ", or null";
        }
    }

    private record ArrayRule(JsonObject schema, ValueRule items) implements ValueRule {

        @Override
        public void check(JsonValue value, String pointer, List<Violation> violations) {
            if (!(value instanceof JsonArray array)) {
                violations.add(ValueRule.mismatch(this, value, pointer));
                return;
            }
            Set<JsonValue> seen = schema.getBoolean("uniqueItems", false) ? new HashSet<>() : null;
            for (int i = 0; i < array.size() && violations.size() < ParameterSchema.MOST_VIOLATIONS; i++) {
                items.check(array.get(i), pointer + "/" + i, violations);
                if (seen != null && !seen.add(array.get(i))) {
                    violations.add(new Violation(
                            pointer + "/" + i,
                            "is " + ValueRule.shown(array.get(i)) + ", which is in the list already"));
                }
            }
        }

        @Override
        public String expected() {
            return "a list, each " + items.expected();
        }

        @Override
        public Optional<JsonValue> defaultValue() {
            return Optional.ofNullable(schema.get("default"));
        }
    }

    /** @param additional what members beyond {@code properties} may be; empty when there may be none */
    private record ObjectRule(JsonObject schema, Map<String, ValueRule> properties, Optional<ValueRule> additional)
            implements ValueRule {

        @Override
        public void check(JsonValue value, String pointer, List<Violation> violations) {
            if (!(value instanceof JsonObject object)) {
                violations.add(ValueRule.mismatch(this, value, pointer));
                return;
            }
            for (Map.Entry<String, JsonValue> member : object.entrySet()) {
                if (violations.size() >= ParameterSchema.MOST_VIOLATIONS) {
                    return;
                }
                checkMember(member.getKey(), member.getValue(), pointer, violations);
            }
            schema.getOrDefault("required", JsonValue.EMPTY_JSON_ARRAY).asJsonArray().stream()
                    .map(name -> ((JsonString) name).getString())
                    .filter(name -> !object.containsKey(name))
                    .forEach(name -> violations.add(new Violation(
                            ValueRule.member(pointer, name),
                            "is required: " + properties.get(name).expected())));
        }

        private void checkMember(String name, JsonValue value, String pointer, List<Violation> violations) {
            ValueRule rule = properties.get(name);
            if (rule == null && additional.isEmpty()) {
                violations.add(new Violation(
                        ValueRule.member(pointer, name),
                        "unknown member '" + name + "'"
                                + (properties.isEmpty()
                                        ? ""
                                        : " (nearest: '" + NearestName.of(name, properties.keySet()) + "')")));
            } else {
                (rule == null ? additional.get() : rule).check(value, ValueRule.member(pointer, name), violations);
            }
        }

        @Override
        public String expected() {
            return properties.isEmpty() ? "an object" : "an object with " + String.join(", ", properties.keySet());
        }

        @Override
        public Optional<JsonValue> defaultValue() {
            return Optional.ofNullable(schema.get("default"));
        }
    }
}
