package millwright.benchmarks;

import jakarta.enterprise.context.ApplicationScoped;
import millwright.method.BackgroundJob;

/** The job of ours that is measured: a method of a bean, as a team would write it. */
@ApplicationScoped
public class NoopJob {

    static final String NAME = "noop";

    /** The parameter of its method. */
    static final String SENT = "sent";

    /** A second queue of the node's, for jobs that may not run. */
    static final String PAUSED_QUEUE = "paused";

    @BackgroundJob(name = NAME)
    public void run(long sent) {
        Work.run(sent);
    }

    @BackgroundJob(name = PAUSED_QUEUE, queue = PAUSED_QUEUE)
    public void neverRun() {
        throw new IllegalStateException("a job of a paused queue has run");
    }
}
