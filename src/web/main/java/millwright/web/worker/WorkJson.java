package millwright.web.worker;

import static millwright.web.json.JsonDocument.instant;
import static millwright.web.json.JsonDocument.orNull;
import static millwright.web.json.JsonDocument.text;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;
import millwright.external.Heartbeat;
import millwright.external.Receipt;
import millwright.external.Work;
import millwright.job.Job.AttemptRecord;
import millwright.web.json.JsonDocument;

/** Writes what workers are told. */
final class WorkJson {

    private WorkJson() {}

    static JsonObject list(List<Work> claimed) {
        var items = JsonDocument.provider().createArrayBuilder();
        claimed.forEach(work -> items.add(one(work)));
        return JsonDocument.provider().createObjectBuilder().add("items", items).build();
    }

    static JsonObject one(Work work) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("id", text(work.job()))
                .add("definition", work.definition())
                .add("queue", work.queue())
                .add("attempt", work.attempt())
                .add("lease_token", work.leaseToken())
                .add("lease_expires_at", instant(work.leaseExpiresAt()))
                .add("deadline", instant(work.deadline().orElse(null)))
                .add("idempotency_key", work.idempotencyKey())
                .add("parameters", work.parameters())
                .add("earlier_attempts", attempts(work.earlier()))
                .add("submitter", work.submitter())
                .add("correlation_id", text(work.correlationId().orElse(null)))
                .build();
    }

    private static JsonArray attempts(List<AttemptRecord> attempts) {
        var array = JsonDocument.provider().createArrayBuilder();
        attempts.forEach(attempt -> array.add(JsonDocument.provider()
                .createObjectBuilder()
                .add("number", attempt.number())
                .add("node", text(attempt.node()))
                .add("outcome", text(attempt.outcome()))
                .add("started_at", instant(attempt.startedAt()))
                .add("ended_at", instant(attempt.endedAt()))
                .add(
                        "error",
                        orNull(attempt.error() == null ? null : attempt.error().toJson()))));
        return array.build();
    }

    static JsonObject heartbeat(Heartbeat heartbeat) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("cancel_requested", heartbeat.cancelRequested())
                .add("lease_expires_at", instant(heartbeat.leaseExpiresAt()))
                .add("deadline", instant(heartbeat.deadline().orElse(null)))
                .build();
    }

    static JsonObject receipt(Receipt receipt) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("receipt", receipt.name())
                .build();
    }
}
