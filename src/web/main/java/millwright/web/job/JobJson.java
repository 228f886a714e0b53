package millwright.web.job;

import static millwright.web.json.JsonDocument.instant;
import static millwright.web.json.JsonDocument.orNull;
import static millwright.web.json.JsonDocument.text;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import millwright.batch.BatchProgress;
import millwright.job.Job;
import millwright.job.Job.AttemptRecord;
import millwright.job.Job.Terms;
import millwright.job.JobState;
import millwright.job.Progress;
import millwright.retry.JobError;
import millwright.web.json.JsonDocument;

/** Writes jobs as the API shows them. */
final class JobJson {

    private JobJson() {}

    /**
     * The whole job.
     *
     * @param seen which of the jobs it is linked to may be named
     */
    static JsonObject whole(Job job, BatchProgress progress, Set<UUID> seen) {
        JsonObject whole = whole(job, progress);
        JsonObjectBuilder json = JsonDocument.provider().createObjectBuilder(whole);
        Job.Terms terms = job.terms();
        hide(json, "parent", terms.parent(), seen);
        hide(json, "retry_of", terms.retryOf(), seen);
        hide(json, "redriven_from", terms.redrivenFrom(), seen);
        return json.build();
    }

    private static void hide(JsonObjectBuilder json, String name, UUID job, Set<UUID> seen) {
        if (job != null && !seen.contains(job)) {
            json.addNull(name);
        }
    }

    /** State and progress, and nothing else. */
    static JsonObject status(Job job, BatchProgress progress) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("id", text(job.id()))
                .add("state", job.state().name())
                .add("control", text(job.control()))
                .add("progress", progress(job, progress))
                .add("round", job.round())
                .add("error", error(job.error()))
                .add("created_at", instant(job.createdAt()))
                .add("started_at", instant(job.startedAt()))
                .add("finished_at", instant(job.finishedAt()))
                .build();
    }

    /** The whole job. */
    static JsonObject whole(Job job, BatchProgress progress) {
        JsonObjectBuilder json = identity(job)
                .add("progress", progress(job, progress))
                .add("steps_total", progress.stepsTotal())
                .add("steps", StepJson.list(progress.steps()));
        return history(json, job).build();
    }

    /**
     * The job without its steps.
     *
     * @param running how far it has come; null for a job that does not run, which needs no bar
     */
    static JsonObject item(Job job, BatchProgress running) {
        JsonObjectBuilder json =
                identity(job).add("progress", running == null ? JsonValue.NULL : progress(job, running));
        return history(json, job).build();
    }

    private static JsonObjectBuilder identity(Job job) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("id", text(job.id()))
                .add("definition", job.definition())
                .add("queue", job.queue())
                .add("priority", job.priority().name())
                .add("state", job.state().name())
                .add("control", text(job.control()));
    }

    private static JsonObjectBuilder history(JsonObjectBuilder json, Job job) {
        return json.add("round", job.round())
                .add("attempts", attempts(job.attempts()))
                .add("parameters", job.parameters())
                .add("result", orNull(job.result()))
                .add("error", error(job.error()))
                .add("submitter", job.submitter())
                .add("correlation_id", text(job.correlationId()))
                .add("schedule", text(job.schedule()))
                .add("fire_at", instant(job.fireAt()))
                .add("created_at", instant(job.createdAt()))
                .add("started_at", instant(job.startedAt()))
                .add("finished_at", instant(job.finishedAt()))
                .addAll(terms(job.terms()));
    }

    /** What was asked for beside the work, by the names that a request has for it. */
    private static JsonObjectBuilder terms(Terms terms) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("tags", JsonDocument.provider().createArrayBuilder(terms.tags()))
                .add("metadata", terms.metadata())
                .add("run_at", instant(terms.runAt()))
                .add("expires_at", instant(terms.expiresAt()))
                .add("deadline", instant(terms.deadline()))
                .add("waits_for", terms.waitsFor())
                .add("concurrency_key", text(terms.concurrencyKey()))
                .add("unique_key", text(terms.uniqueKey()))
                .add("parent", text(terms.parent()))
                .add("retry_of", text(terms.retryOf()))
                .add("redriven_from", text(terms.redrivenFrom()));
    }

    private static JsonObject progress(Job job, BatchProgress progress) {
        return job.progress() == null ? ofSteps(job, progress) : ofMethod(job, job.progress());
    }

    private static JsonObject ofMethod(Job job, Progress progress) {
        double fraction = job.state() == JobState.COMPLETED ? 1 : progress.fraction();
        return JsonDocument.provider()
                .createObjectBuilder(progress.toJson())
                .add("fraction", Fraction.json(fraction))
                .add("records_processed", JsonDocument.integer(progress.recordsProcessed()))
                .add("records_failed", JsonDocument.integer(progress.recordsFailed()))
                .build();
    }

    private static JsonObject ofSteps(Job job, BatchProgress progress) {
        // a job XML may end before its last step: completed is all of it all the same
        double fraction = job.state() == JobState.COMPLETED ? 1 : progress.fraction();
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("fraction", Fraction.json(fraction))
                .add("message", progress.message())
                .build();
    }

    static JsonArray attempts(List<AttemptRecord> attempts) {
        var array = JsonDocument.provider().createArrayBuilder();
        for (AttemptRecord attempt : attempts) {
            array.add(JsonDocument.provider()
                    .createObjectBuilder()
                    .add("number", attempt.number())
                    .add("round", attempt.round())
                    .add("node", text(attempt.node()))
                    .add("outcome", text(attempt.outcome()))
                    .add("started_at", instant(attempt.startedAt()))
                    .add("ended_at", instant(attempt.endedAt()))
                    .add("error", error(attempt.error())));
        }
        return array.build();
    }

    /** Without its origin, which only those see who look after dead letters. */
    private static JsonValue error(JobError error) {
        return orNull(error == null ? null : error.from(null).toJson());
    }
}
