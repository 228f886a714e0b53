package millwright.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import millwright.job.Job.AttemptRecord;

/** The injectable {@link Attempt} and {@link JobContext}: passes each call on to the attempt of the calling thread. */
@ApplicationScoped
class CurrentAttempt implements JobContext {

    @Override
    public String definition() {
        return AttemptScope.current().definition();
    }

    @Override
    public UUID jobId() {
        return AttemptScope.current().jobId();
    }

    @Override
    public int number() {
        return AttemptScope.current().number();
    }

    @Override
    public boolean isCancelled() {
        return AttemptScope.current().isCancelled();
    }

    @Override
    public void result(JsonValue result) {
        AttemptScope.current().result(result);
    }

    @Override
    public Optional<Instant> deadline() {
        return AttemptScope.current().deadline();
    }

    @Override
    public void progress(double fraction, String message) {
        AttemptScope.current().progress(fraction, message);
    }

    @Override
    public void progress(double fraction, String message, JsonObject details) {
        AttemptScope.current().progress(fraction, message, details);
    }

    @Override
    public void recordsProcessed(long more) {
        AttemptScope.current().recordsProcessed(more);
    }

    @Override
    public void recordsFailed(long more) {
        AttemptScope.current().recordsFailed(more);
    }

    @Override
    public void log(Level level, String text) {
        AttemptScope.current().log(level, text);
    }

    @Override
    public List<AttemptRecord> earlierAttempts() {
        return AttemptScope.current().earlierAttempts();
    }

    @Override
    public String idempotencyKey() {
        return AttemptScope.current().idempotencyKey();
    }

    @Override
    public Optional<JsonValue> dependencyResult(UUID job) {
        return AttemptScope.current().dependencyResult(job);
    }

    @Override
    public Map<UUID, JsonValue> dependencyResults() {
        return AttemptScope.current().dependencyResults();
    }

    @Override
    public JobRequest asChild(JobRequest request) {
        return AttemptScope.current().asChild(request);
    }
}
