package millwright.method;

import jakarta.json.JsonObject;
import millwright.job.AttemptEnd;
import millwright.job.RunningAttempt;

/** Records calls of methods as jobs, each in transactions of its own. Thread-safe. */
public interface TrackedCalls {

    /**
     * Writes the job of a call that is about to begin, RUNNING on this node. Asked to end, it interrupts the calling
     * thread.
     *
     * @throws IllegalStateException when this node may not run jobs now; the database's exception when it is not there
     */
    RunningAttempt begin(String definition, JsonObject parameters);

    /** Has the end of a call recorded, soon, and as often as it takes. */
    void end(RunningAttempt attempt, AttemptEnd end);
}
