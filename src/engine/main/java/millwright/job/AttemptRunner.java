package millwright.job;

import java.util.Collection;

/** Runs attempts of one kind of definition: implemented by the batch engine, and later by method jobs. Thread-safe. */
public interface AttemptRunner {

    /** The definitions this runner runs; fixed after start. */
    Collection<JobDefinition> definitions();

    /**
     * Runs {@code attempt} to its end on the calling thread. Watches {@link RunningAttempt#onStop}; never throws for
     * what the job itself does, only for what the runner cannot do.
     */
    AttemptEnd run(RunningAttempt attempt);
}
