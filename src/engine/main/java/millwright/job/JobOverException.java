package millwright.job;

import java.util.UUID;

/** A job was to be ended that has ended already. */
public class JobOverException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public JobOverException(UUID id, JobState state) {
        super("job " + id + " is over already: " + state);
    }
}
