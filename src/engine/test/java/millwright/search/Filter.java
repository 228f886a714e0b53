package millwright.search;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import millwright.job.JobState;
import millwright.job.Priority;

/** A {@link JobFilter} in words; what is not said is not asked for. */
public final class Filter {

    private JobFilter so = JobFilter.ALL;

    public JobFilter build() {
        return so;
    }

    public Filter state(JobState... states) {
        return with(Set.of(states), so.definitions(), so.queues(), so.priorities(), so.tags());
    }

    public Filter definition(String... definitions) {
        return with(so.states(), Set.of(definitions), so.queues(), so.priorities(), so.tags());
    }

    public Filter queue(String... queues) {
        return with(so.states(), so.definitions(), Set.of(queues), so.priorities(), so.tags());
    }

    public Filter priority(Priority... priorities) {
        return with(so.states(), so.definitions(), so.queues(), Set.of(priorities), so.tags());
    }

    public Filter tag(String... tags) {
        return with(so.states(), so.definitions(), so.queues(), so.priorities(), Set.of(tags));
    }

    public Filter submitter(String name) {
        return with(Optional.of(name), so.correlationId(), so.node(), so.errorCodes());
    }

    public Filter correlationId(String id) {
        return with(so.submitter(), Optional.of(id), so.node(), so.errorCodes());
    }

    public Filter node(UUID node) {
        return with(so.submitter(), so.correlationId(), Optional.of(node), so.errorCodes());
    }

    public Filter errorCode(String... codes) {
        return with(so.submitter(), so.correlationId(), so.node(), Set.of(codes));
    }

    public Filter created(TimeRange range) {
        so = so.withCreated(range);
        return this;
    }

    public Filter started(TimeRange range) {
        so = so.withStarted(range);
        return this;
    }

    public Filter finished(TimeRange range) {
        so = so.withFinished(range);
        return this;
    }

    public Filter parameter(String name, String value) {
        return with(Set.of(new FieldValue(name, value)), so.result(), so.errorText(), so.deadLetters());
    }

    public Filter result(String name, String value) {
        return with(so.parameters(), Set.of(new FieldValue(name, value)), so.errorText(), so.deadLetters());
    }

    public Filter errorText(String text) {
        return with(so.parameters(), so.result(), Optional.of(text), so.deadLetters());
    }

    public Filter deadLetters() {
        return with(so.parameters(), so.result(), so.errorText(), true);
    }

    private Filter with(
            Set<JobState> states,
            Set<String> definitions,
            Set<String> queues,
            Set<Priority> priorities,
            Set<String> tags) {
        so = new JobFilter(
                states,
                definitions,
                queues,
                priorities,
                tags,
                so.submitter(),
                so.correlationId(),
                so.node(),
                so.errorCodes(),
                so.created(),
                so.started(),
                so.finished(),
                so.parameters(),
                so.result(),
                so.errorText(),
                so.deadLetters(),
                so.errorGroup());
        return this;
    }

    private Filter with(
            Optional<String> submitter, Optional<String> correlationId, Optional<UUID> node, Set<String> errorCodes) {
        so = new JobFilter(
                so.states(),
                so.definitions(),
                so.queues(),
                so.priorities(),
                so.tags(),
                submitter,
                correlationId,
                node,
                errorCodes,
                so.created(),
                so.started(),
                so.finished(),
                so.parameters(),
                so.result(),
                so.errorText(),
                so.deadLetters(),
                so.errorGroup());
        return this;
    }

    private Filter with(
            Set<FieldValue> parameters, Set<FieldValue> result, Optional<String> text, boolean deadLetters) {
        so = new JobFilter(
                so.states(),
                so.definitions(),
                so.queues(),
                so.priorities(),
                so.tags(),
                so.submitter(),
                so.correlationId(),
                so.node(),
                so.errorCodes(),
                so.created(),
                so.started(),
                so.finished(),
                parameters,
                result,
                text,
                deadLetters,
                so.errorGroup());
        return this;
    }
}
