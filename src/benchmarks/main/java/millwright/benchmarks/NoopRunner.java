package millwright.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import millwright.job.AttemptEnd;
import millwright.job.AttemptRunner;
import millwright.job.JobDefinition;
import millwright.job.JobPolicy;
import millwright.job.ParameterSchema;
import millwright.job.Priority;
import millwright.job.RunningAttempt;

/** Runs jobs that do nothing but be counted. */
final class NoopRunner implements AttemptRunner {

    static final String NAME = "noop";
    static final String SENT = "sent";

    /** A second queue of the node's, for jobs that may not run. */
    static final String PAUSED_QUEUE = "paused";

    @Override
    public Collection<JobDefinition> definitions() {
        return List.of(definition(NAME, JobDefinition.DEFAULT_QUEUE), definition("paused", PAUSED_QUEUE));
    }

    private static JobDefinition definition(String name, String queue) {
        return new JobDefinition(
                name,
                JobDefinition.Kind.METHOD,
                name,
                "",
                queue,
                Priority.NORMAL,
                ParameterSchema.any(),
                JobPolicy.PLAIN,
                Optional.empty());
    }

    @Override
    public AttemptEnd run(RunningAttempt attempt) {
        Work.run(attempt.parameters().getJsonNumber(SENT).longValue());
        return AttemptEnd.completed(null);
    }
}
