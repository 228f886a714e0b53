package millwright.testing;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import millwright.job.AttemptEnd;
import millwright.job.AttemptRunner;
import millwright.job.JobDefinition;
import millwright.job.JobPolicy;
import millwright.job.ParameterSchema;
import millwright.job.Priority;
import millwright.job.RunningAttempt;

/** Runs attempts as the test says. */
public final class FakeRunner implements AttemptRunner {

    private final List<JobDefinition> definitions;
    private final Function<RunningAttempt, AttemptEnd> work;

    public FakeRunner(List<JobDefinition> definitions, Function<RunningAttempt, AttemptEnd> work) {
        this.definitions = definitions;
        this.work = work;
    }

    /** Completes every attempt of the definitions of these names at once, without a result. */
    public static FakeRunner completing(String... names) {
        return new FakeRunner(
                Stream.of(names).map(FakeRunner::definition).toList(), attempt -> AttemptEnd.completed(null));
    }

    public static FakeRunner of(String name, Function<RunningAttempt, AttemptEnd> work) {
        return new FakeRunner(List.of(definition(name)), work);
    }

    /** Runs one definition of this kind and policy. */
    public static FakeRunner of(
            String name, JobDefinition.Kind kind, JobPolicy policy, Function<RunningAttempt, AttemptEnd> work) {
        JobDefinition definition = new JobDefinition(
                name,
                kind,
                name,
                "",
                JobDefinition.DEFAULT_QUEUE,
                Priority.NORMAL,
                ParameterSchema.any(),
                policy,
                Optional.empty());
        return new FakeRunner(List.of(definition), work);
    }

    /** A definition that takes any parameters. */
    public static JobDefinition definition(String name) {
        return definition(name, ParameterSchema.any(), Optional.empty());
    }

    /** A method that takes any parameters. */
    public static JobDefinition method(String name) {
        return new JobDefinition(
                name,
                JobDefinition.Kind.METHOD,
                name,
                "",
                JobDefinition.DEFAULT_QUEUE,
                Priority.NORMAL,
                ParameterSchema.any(),
                JobPolicy.PLAIN,
                Optional.empty());
    }

    public static JobDefinition definition(String name, ParameterSchema schema, Optional<String> problem) {
        return new JobDefinition(
                name,
                JobDefinition.Kind.BATCH,
                name,
                "",
                JobDefinition.DEFAULT_QUEUE,
                Priority.NORMAL,
                schema,
                JobPolicy.PLAIN,
                problem);
    }

    @Override
    public Collection<JobDefinition> definitions() {
        return definitions;
    }

    @Override
    public AttemptEnd run(RunningAttempt attempt) {
        return work.apply(attempt);
    }
}
