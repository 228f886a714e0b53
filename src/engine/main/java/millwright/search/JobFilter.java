package millwright.search;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import millwright.job.JobState;
import millwright.job.Priority;

/**
 * What a job must be to be found: all of this. An empty set or an absent value asks for nothing.
 *
 * @param tags all of these
 * @param node on which any of its attempts ran or runs
 * @param errorCodes of the error that ended it, or its last attempt
 * @param parameters all of these in its parameters
 * @param result all of these in its result
 * @param errorText somewhere in the error's message, in upper or lower case
 * @param deadLetters only dead letters
 * @param errorGroup only dead letters of this {@link DeadLetterGroup}
 */
public record JobFilter(
        Set<JobState> states,
        Set<String> definitions,
        Set<String> queues,
        Set<Priority> priorities,
        Set<String> tags,
        Optional<String> submitter,
        Optional<String> correlationId,
        Optional<UUID> node,
        Set<String> errorCodes,
        TimeRange created,
        TimeRange started,
        TimeRange finished,
        Set<FieldValue> parameters,
        Set<FieldValue> result,
        Optional<String> errorText,
        boolean deadLetters,
        Optional<String> errorGroup) {

    /** Every job. */
    public static final JobFilter ALL = new JobFilter(
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            TimeRange.ALL,
            TimeRange.ALL,
            TimeRange.ALL,
            Set.of(),
            Set.of(),
            Optional.empty(),
            false,
            Optional.empty());

    public JobFilter {
        states = Set.copyOf(states);
        definitions = Set.copyOf(definitions);
        queues = Set.copyOf(queues);
        priorities = Set.copyOf(priorities);
        tags = Set.copyOf(tags);
        errorCodes = Set.copyOf(errorCodes);
        parameters = Set.copyOf(parameters);
        result = Set.copyOf(result);
        if (errorGroup.isPresent() && !deadLetters) {
            throw new IllegalArgumentException("a group of dead letters is asked for among all jobs");
        }
    }

    /** Whether an index leads to the jobs it asks for (S4). */
    boolean isIndexed() {
        return deadLetters
                || submitter.isPresent()
                || correlationId.isPresent()
                || !(states.isEmpty() && definitions.isEmpty() && queues.isEmpty());
    }

    boolean hasTimes() {
        return !(created.isAll() && started.isAll() && finished.isAll());
    }

    JobFilter withCreated(TimeRange range) {
        return with(range, started, finished);
    }

    JobFilter withStarted(TimeRange range) {
        return with(created, range, finished);
    }

    JobFilter withFinished(TimeRange range) {
        return with(created, started, range);
    }

    private JobFilter with(TimeRange created, TimeRange started, TimeRange finished) {
        return new JobFilter(
                states,
                definitions,
                queues,
                priorities,
                tags,
                submitter,
                correlationId,
                node,
                errorCodes,
                created,
                started,
                finished,
                parameters,
                result,
                errorText,
                deadLetters,
                errorGroup);
    }
}
