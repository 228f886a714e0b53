package millwright.external;

import java.util.Optional;
import millwright.job.JobState;

/** A worker's lease is not, or no longer, the one under which its job runs; nothing was written. */
public class LeaseLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final JobState state;

    LeaseLostException(String message, JobState state) {
        super(message);
        this.state = state;
    }

    /** The job's state now; empty when there is no such job. */
    public Optional<JobState> state() {
        return Optional.ofNullable(state);
    }
}
