package millwright.job;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import millwright.database.Json;
import millwright.retry.RetryPolicy;

/** What a request sets in place of its definition's, as the node that runs the job reads it. */
final class JobOptions {

    private JobOptions() {}

    static JsonObject of(JobRequest request) {
        if (request.timeout().isEmpty() && request.retry().isEmpty()) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        var options = Json.provider().createObjectBuilder();
        request.timeout().ifPresent(timeout -> options.add("timeout", timeout.toString()));
        request.retry().ifPresent(retry -> options.add("retry", json(retry)));
        return options.build();
    }

    /** With what {@link StartTimeout} reads of a row; empty for nothing. */
    static Optional<JsonObject> written(
            JsonObject options, Optional<Duration> startTimeout, Optional<Instant> expiresAt) {
        if (startTimeout.isEmpty()) {
            return options.isEmpty() ? Optional.empty() : Optional.of(options);
        }
        var written = Json.provider().createObjectBuilder(options);
        written.add(StartTimeout.LIMIT, startTimeout.get().toString());
        expiresAt.ifPresent(time -> written.add(StartTimeout.EXPIRES_AT, time.toString()));
        return Optional.of(written.build());
    }

    /** Those of a row, as {@link #of} made them. */
    static JsonObject asked(JsonObject written) {
        var asked = Json.provider().createObjectBuilder(written);
        asked.remove(StartTimeout.LIMIT).remove(StartTimeout.EXPIRES_AT);
        return asked.build();
    }

    static Optional<Duration> startTimeout(JsonObject written) {
        return Optional.ofNullable(written.getString(StartTimeout.LIMIT, null)).map(Duration::parse);
    }

    private static JsonObject json(RetryPolicy retry) {
        return Json.provider()
                .createObjectBuilder()
                .add("max_attempts", retry.maxAttempts())
                .add("delay", retry.delay().toString())
                .add("factor", retry.factor())
                .add("max_delay", retry.maxDelay().toString())
                .build();
    }
}
