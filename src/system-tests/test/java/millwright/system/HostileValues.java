package millwright.system;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** JSON texts from a schema of the document: some fit, most do not, and none is kind. Repeatable by its random source. */
final class HostileValues {

    /** Nothing here has a word that an answer is searched for. */
    static final List<String> TEXTS = List.of(
            "'; DROP TABLE job; --",
            "' OR '1'='1",
            "$$; SELECT pg_sleep(5)",
            "\\'); DELETE FROM api_token; --",
            "../../../../etc/passwd",
            "..\\..\\windows",
            "x\r\nSet-Cookie: a=b",
            "<script>alert(1)</script>",
            "${jndi:ldap://127.0.0.1/x}",
            "#{7*7}",
            "%s%n%x",
            "\u0000",
            "\ud800",
            "\u202e\ufeff\ud83d\udca3",
            "NaN",
            "-1",
            "99999999999999999999",
            "",
            " ",
            "x".repeat(5_000));

    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "1",
            "0.5",
            "2147483648",
            "-9223372036854775809",
            "1e400",
            "1e999999999",
            "-0.0",
            "1".repeat(2_000));

    private final JsonObject schemas;
    private final Random random;

    HostileValues(JsonObject schemas, Random random) {
        this.schemas = schemas;
        this.random = random;
    }

    /** As it is in JSON; texts come with their quotes. */
    String json(JsonObject schema, int depth) {
        JsonObject resolved = resolved(schema);
        int luck = random.nextInt(10);
        if (luck == 0 || depth > 6) {
            return anything();
        }
        if (resolved.containsKey("enum") && luck < 8) {
            return pick(resolved.getJsonArray("enum")).toString();
        }
        return switch (resolved.getString("type", "any")) {
            case "object" -> object(resolved, depth);
            case "array" ->
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> json(resolved.getJsonObject("items"), depth + 1))
                        .collect(Collectors.joining(",", "[", "]"));
            case "integer", "number" -> luck < 6 ? "" + (1 + random.nextInt(20)) : pick(NUMBERS);
            case "boolean" -> random.nextBoolean() ? "true" : "false";
            case "string" -> quoted(text(resolved));
            default -> anything();
        };
    }

    /** One that may fit, for queries and paths. */
    String text(JsonObject schema) {
        JsonObject resolved = resolved(schema);
        if (random.nextInt(3) == 0) {
            return pick(TEXTS);
        }
        if (resolved.containsKey("enum")) {
            return pick(resolved.getJsonArray("enum")).toString().replace("\"", "");
        }
        if (resolved.containsKey("example")) {
            return resolved.get("example").toString().replace("\"", "");
        }
        return switch (resolved.getString("format", resolved.getString("type", ""))) {
            case "uuid" -> "01890a5d-ac96-774b-bcce-b302099a8057";
            case "date-time" -> "2026-12-01T12:00:00Z";
            case "integer" -> "" + random.nextInt(300);
            case "array" -> text(resolved.getJsonObject("items"));
            default -> "operational-risk-capital";
        };
    }

    private String object(JsonObject schema, int depth) {
        JsonObject properties = schema.getJsonObject("properties");
        if (properties == null) {
            return random.nextBoolean() ? "{}" : "{\"year\":" + pick(NUMBERS) + "}";
        }
        String members = properties.entrySet().stream()
                .filter(member -> random.nextInt(10) < (isRequired(schema, member.getKey()) ? 9 : 3))
                .map(member -> quoted(member.getKey()) + ":" + member(member, depth))
                .collect(Collectors.joining(","));
        if (random.nextInt(10) == 0) {
            members += (members.isEmpty() ? "" : ",") + quoted(pick(TEXTS)) + ":" + anything();
        }
        return "{" + members + "}";
    }

    // a definition that is there, now and then: else nothing would ever be accepted
    private String member(Map.Entry<String, JsonValue> member, int depth) {
        return member.getKey().equals("definition") && random.nextInt(5) > 0
                ? quoted("operational-risk-capital")
                : json(member.getValue().asJsonObject(), depth + 1);
    }

    private static boolean isRequired(JsonObject schema, String name) {
        return schema.containsKey("required") && schema.getJsonArray("required").contains(Json.createValue(name));
    }

    String anything() {
        return switch (random.nextInt(8)) {
            case 0 -> "null";
            case 1 -> "true";
            case 2 -> pick(NUMBERS);
            case 3 -> "[]";
            case 4 -> "{}";
            case 5 -> "[".repeat(200) + "]".repeat(200);
            case 6 -> "{\"a\":1,\"a\":2}";
            default -> quoted(pick(TEXTS));
        };
    }

    private JsonObject resolved(JsonObject schema) {
        String reference = schema.getString("$ref", null);
        return reference == null ? schema : schemas.getJsonObject(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    // by hand: a JSON library would refuse half of a surrogate pair
    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else if (c < ' ' || Character.isSurrogate((char) c)) {
                json.append(String.format("\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }
}
