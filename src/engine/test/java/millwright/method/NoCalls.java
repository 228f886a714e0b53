package millwright.method;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import millwright.job.AttemptEnd;
import millwright.job.RunningAttempt;

/** Where nothing is called. */
@ApplicationScoped
class NoCalls implements TrackedCalls {

    @Override
    public RunningAttempt begin(String definition, JsonObject parameters) {
        throw new AssertionError("nothing is to be called here");
    }

    @Override
    public void end(RunningAttempt attempt, AttemptEnd end) {
        throw new AssertionError("nothing is to be called here");
    }
}
