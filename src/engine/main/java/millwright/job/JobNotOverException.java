package millwright.job;

import java.util.UUID;

/** A job was to be run again that has not ended. */
public class JobNotOverException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public JobNotOverException(UUID id, JobState state) {
        super("job " + id + " is " + state + ", and only a job that is over can be run again");
    }
}
