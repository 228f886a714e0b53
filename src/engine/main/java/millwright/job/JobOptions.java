package millwright.job;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
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
