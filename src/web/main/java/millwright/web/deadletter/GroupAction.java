package millwright.web.deadletter;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import millwright.job.DeadLetters;
import millwright.job.InvalidRequestException;
import millwright.job.Resolution;
import millwright.job.Violation;
import millwright.web.json.JsonDocument;
import millwright.web.json.Members;
import millwright.web.json.StrictJson;

/**
 * What is to be done with the dead letters of a group.
 *
 * @param limit with how many at the most
 */
record GroupAction(Kind kind, int limit, boolean cascade, String reason) {

    private static final Set<String> MEMBERS = Set.of("action", "limit", "cascade", "reason");
    private static final int LONGEST_REASON = 1_000;
    private static final int LONGEST_NAME = 100;

    enum Kind {
        RETRY,
        REDRIVE,
        DISCARD;

        static Optional<Kind> of(String name) {
            return Stream.of(values())
                    .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst();
        }
    }

    /** @throws InvalidRequestException naming what does not fit */
    static GroupAction read(String body) {
        StrictJson.Document document = StrictJson.read(body);
        Members members = Members.of(document, MEMBERS);
        String name = members.requiredText("action", LONGEST_NAME);
        boolean cascade = members.bool("cascade").orElse(false);
        String reason = members.text("reason", LONGEST_REASON).orElse("");
        members.finish();
        Kind kind = Kind.of(name)
                .orElseThrow(() -> refused("/action", "is '" + name + "', expected one of retry, redrive, discard"));
        if (cascade && kind == Kind.DISCARD) {
            throw refused("/cascade", "goes with retry and redrive: what depended on a discarded one stays cancelled");
        }
        return new GroupAction(kind, limit(document.value().asJsonObject()), cascade, reason);
    }

    private static int limit(JsonObject members) {
        JsonValue given = members.getOrDefault("limit", JsonValue.NULL);
        if (given == JsonValue.NULL) {
            return DeadLetters.MOST;
        }
        if (given instanceof JsonNumber number && number.isIntegral()) {
            long limit = number.bigIntegerValue().bitLength() < Long.SIZE ? number.longValue() : 0;
            if (limit >= 1 && limit <= DeadLetters.MOST) {
                return (int) limit;
            }
        }
        throw refused("/limit", "expected a whole number from 1 to " + DeadLetters.MOST);
    }

    private static InvalidRequestException refused(String pointer, String detail) {
        return new InvalidRequestException(List.of(new Violation(pointer, detail)));
    }

    List<Resolution> on(DeadLetters deadLetters, List<UUID> ids, String by) {
        return switch (kind) {
            case RETRY -> deadLetters.retry(ids, by, cascade);
            case REDRIVE -> deadLetters.redrive(ids, by, cascade);
            case DISCARD -> deadLetters.discard(ids, by, reason);
        };
    }

    /** As it was asked for, for the record. */
    JsonObject document() {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("action", kind.name().toLowerCase(Locale.ROOT))
                .add("limit", limit)
                .add("cascade", cascade)
                .build();
    }
}
