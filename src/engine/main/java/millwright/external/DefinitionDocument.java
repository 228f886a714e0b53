package millwright.external;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import millwright.config.NearestName;
import millwright.database.Json;
import millwright.database.StorableText;
import millwright.job.ConcurrencyKey;
import millwright.job.InvalidRequestException;
import millwright.job.JobDefinition;
import millwright.job.JobPolicy;
import millwright.job.ParameterSchema;
import millwright.job.Priority;
import millwright.job.Violation;
import millwright.retry.InvalidPolicyException;
import millwright.retry.RetryPolicy;

/** Reads the document of a definition of work done outside. */
final class DefinitionDocument {

    private static final List<String> FIELDS = List.of(
            "title",
            "description",
            "queue",
            "priority",
            "parameters",
            "start_timeout",
            "timeout",
            "total_timeout",
            "retry",
            "keep",
            "concurrency");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final String NAMES =
            "expected 1 to 100 letters, digits, dots, hyphens and underscores, the first a letter or a digit";
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_DESCRIPTION = 4_000;
    private static final int LONGEST_KEY = 200;
    private static final int LARGEST = 1 << 16;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(3_650);

    private final JsonObject document;
    private final List<Violation> violations = new ArrayList<>();

    private DefinitionDocument(JsonObject document) {
        this.document = document;
    }

    /** @throws InvalidRequestException with everything that does not fit */
    static JobDefinition read(String name, JsonObject document) {
        DefinitionDocument reader = new DefinitionDocument(document);
        JobDefinition definition = reader.definition(name);
        if (!reader.violations.isEmpty()) {
            throw new InvalidRequestException(reader.violations);
        }
        return definition;
    }

    /** One that was kept and cannot be read, by a later version perhaps: its jobs are refused. */
    static JobDefinition broken(String name, String why) {
        return new JobDefinition(
                name,
                JobDefinition.Kind.EXTERNAL,
                name,
                "",
                JobDefinition.DEFAULT_QUEUE,
                Priority.NORMAL,
                ParameterSchema.any(),
                JobPolicy.PLAIN,
                Optional.of(why));
    }

    private JobDefinition definition(String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            refuse("/name", "is '" + StorableText.of(name, LONGEST_KEY) + "', " + NAMES);
        }
        if (!Json.isStorable(document) || document.toString().length() > LARGEST) {
            refuse("", "is larger than 64 KiB, or holds " + Json.NOT_STORABLE);
        }
        document.keySet().stream()
                .filter(field -> !FIELDS.contains(field))
                .forEach(field -> refuse(
                        "/" + field,
                        "is unknown, expected one of " + FIELDS + " (nearest: '" + NearestName.of(field, FIELDS)
                                + "')"));
        String queue = text("queue", 100).orElse(JobDefinition.DEFAULT_QUEUE);
        if (!NAME.matcher(queue).matches()) {
            refuse("/queue", "is '" + queue + "', " + NAMES);
        }
        JobPolicy policy = new JobPolicy(duration("timeout"), duration("total_timeout"), retry(), duration("keep"));
        return new JobDefinition(
                name,
                JobDefinition.Kind.EXTERNAL,
                text("title", LONGEST_TITLE).orElse(name),
                text("description", LONGEST_DESCRIPTION).orElse(""),
                queue,
                priority(),
                parameters(),
                policy.withStartTimeout(duration("start_timeout")).withConcurrency(concurrency()),
                Optional.empty());
    }

    private Optional<String> text(String field, int longest) {
        return value(field).flatMap(value -> {
            if (value instanceof JsonString text && text.getString().length() <= longest) {
                return Optional.of(text.getString());
            }
            refuse("/" + field, "expected a text of at most " + longest + " characters");
            return Optional.empty();
        });
    }

    private Optional<Duration> duration(String field) {
        return value(field).flatMap(value -> {
            try {
                Duration duration = value instanceof JsonString text ? Duration.parse(text.getString()) : Duration.ZERO;
                if (duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0) {
                    return Optional.of(duration);
                }
            } catch (DateTimeParseException e) {
                // said below, the same as a number
            }
            refuse("/" + field, "is " + value + ", expected an ISO-8601 duration from " + SHORTEST + " to " + LONGEST);
            return Optional.empty();
        });
    }

    private Priority priority() {
        String name = text("priority", LONGEST_TITLE).orElse(Priority.NORMAL.name());
        List<String> known = Stream.of(Priority.values()).map(Enum::name).toList();
        if (!known.contains(name)) {
            refuse("/priority", "is '" + name + "', expected one of " + known);
            return Priority.NORMAL;
        }
        return Priority.valueOf(name);
    }

    private ParameterSchema parameters() {
        try {
            return value("parameters")
                    .map(schema -> ParameterSchema.nested(schema.asJsonObject()))
                    .orElseGet(ParameterSchema::any);
        } catch (ClassCastException e) {
            refuse("/parameters", "is no JSON Schema: a member is of the wrong type");
        } catch (IllegalArgumentException e) {
            refuse("/parameters", e.getMessage());
        }
        return ParameterSchema.any();
    }

    private RetryPolicy retry() {
        try {
            return value("retry")
                    .map(policy -> RetryPolicy.NONE.with(policy.asJsonObject()))
                    .orElse(RetryPolicy.NONE);
        } catch (ClassCastException e) {
            refuse("/retry", "expected an object");
        } catch (InvalidPolicyException e) {
            refuse("/retry/" + e.field(), e.getMessage());
        }
        return RetryPolicy.NONE;
    }

    private Optional<ConcurrencyKey> concurrency() {
        return value("concurrency").flatMap(value -> {
            if (value instanceof JsonObject object
                    && object.get("key") instanceof JsonString key
                    && !key.getString().isBlank()
                    && key.getString().length() <= LONGEST_KEY
                    && object.get("slots") instanceof JsonNumber slots
                    && slots.isIntegral()
                    && slots.intValue() > 0) {
                return Optional.of(new ConcurrencyKey(key.getString(), slots.intValue()));
            }
            refuse(
                    "/concurrency",
                    "expected an object with key, 1 to " + LONGEST_KEY + " characters, and slots, a number from 1");
            return Optional.empty();
        });
    }

    private Optional<JsonValue> value(String field) {
        return Optional.ofNullable(document.get(field)).filter(value -> value != JsonValue.NULL);
    }

    private void refuse(String pointer, String detail) {
        violations.add(new Violation(pointer, detail));
    }
}
