package millwright.samples.capital;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.UUID;
import millwright.job.Attempt;

/** The first attempt of a job, which keeps the result it is given. */
final class FixedAttempt implements Attempt {

    private final UUID jobId = UUID.fromString("01980000-0000-7000-8000-000000000001");
    private JsonObject result;

    @Override
    public UUID jobId() {
        return jobId;
    }

    @Override
    public int number() {
        return 1;
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public void result(JsonValue newResult) {
        result = newResult.asJsonObject();
    }

    JsonObject result() {
        return result;
    }
}
