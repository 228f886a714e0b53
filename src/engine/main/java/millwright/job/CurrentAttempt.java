package millwright.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonValue;
import java.util.UUID;

/** The injectable {@link Attempt}: passes each call on to the attempt of the calling thread. */
@ApplicationScoped
class CurrentAttempt implements Attempt {

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
}
