package millwright.web.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import millwright.batch.BatchJobs;
import millwright.batch.BatchProgress;
import millwright.batch.PartitionView;
import millwright.batch.SkippedItem;
import millwright.job.Job;
import millwright.job.JobDefinition;
import millwright.job.JobEvent;
import millwright.job.JobQuery;
import millwright.job.JobRequest;
import millwright.job.JobState;
import millwright.job.Jobs;
import millwright.job.Lineage;
import millwright.job.Priority;
import millwright.job.Resolution;
import millwright.job.Submission;
import millwright.job.Visibility;
import org.junit.jupiter.api.Test;

/** Holds W2. */
class JobPageTest {

    @Test
    void endsWithThePageThatHoldsTheLastJob() {
        ListedJobs jobs = new ListedJobs(6);

        JobPage first = JobPage.read(jobs, new CountedProgress(), query(Optional.empty()));
        JobPage second = JobPage.read(jobs, new CountedProgress(), query(first.last()));

        List<UUID> seen = new ArrayList<>();
        first.jobs().forEach(job -> seen.add(job.id()));
        second.jobs().forEach(job -> seen.add(job.id()));
        assertEquals(jobs.ids(), seen);
        assertEquals(Optional.empty(), second.last());
        assertTrue(second.document().isNull("next_page_token"));
        assertEquals(first.last(), PageToken.read(first.document().getString("next_page_token")));
    }

    @Test
    void costsThreeStatementsAtTheMost() {
        ListedJobs jobs = new ListedJobs(6, JobState.RUNNING);
        CountedProgress progress = new CountedProgress();

        JobPage.read(jobs, progress, query(Optional.empty()));

        assertEquals(3, jobs.statements + progress.statements);
    }

    @Test
    void asksForNoProgressWhenNothingRuns() {
        CountedProgress progress = new CountedProgress();

        JobPage.read(new ListedJobs(6), progress, query(Optional.empty()));

        assertEquals(0, progress.statements);
    }

    @Test
    void showsHowFarARunningJobHasCome() {
        JsonArray items = JobPage.read(
                        new ListedJobs(1, JobState.RUNNING), new CountedProgress(), query(Optional.empty()))
                .document()
                .getJsonArray("items");

        assertEquals(
                "{\"fraction\":0.4235,\"message\":\"import: 4,200 read, 122 written, 3 skipped\"}",
                items.getJsonObject(0).getJsonObject("progress").toString());
    }

    @Test
    void isEmptyWhenThereIsNothing() {
        assertEquals(
                "{\"items\":[],\"next_page_token\":null}",
                JobPage.read(new ListedJobs(0), new CountedProgress(), query(Optional.empty()))
                        .document()
                        .toString());
    }

    private static JobQuery query(Optional<UUID> before) {
        return new JobQuery(Set.of(), Optional.empty(), before, 3);
    }

    /** Lists as the engine does: newest first, by id. */
    private static final class ListedJobs implements Jobs {

        private final List<Job> all;
        private int statements;

        ListedJobs(int count) {
            this(count, JobState.QUEUED);
        }

        ListedJobs(int count, JobState state) {
            all = IntStream.range(0, count)
                    .mapToObj(i -> SampleJob.with(new UUID(100 - i, 0), state, null))
                    .toList();
        }

        List<UUID> ids() {
            return all.stream().map(Job::id).toList();
        }

        @Override
        public List<Job> list(JobQuery query) {
            statements++;
            return all.stream()
                    .filter(job -> query.before()
                            .map(before -> job.id().compareTo(before) < 0)
                            .orElse(true))
                    .limit(query.limit())
                    .toList();
        }

        @Override
        public UUID submitIndependently(JobRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Job> awaitAsync(UUID id, Duration atMost) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Job> stop(UUID id, String by) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Job> restart(UUID id, Optional<JsonObject> parameters, String by) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isRunning(String definition) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Job> retry(UUID id, String by) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Lineage lineage(UUID id, Visibility sight) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Job> cancel(UUID id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Job> cancel(UUID id, String by) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<JobEvent> events(UUID id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Job> find(Collection<UUID> ids) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Resolution> cancel(List<UUID> ids, String by) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Job> runNow(UUID id, String by) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Resolution> reprioritise(List<UUID> ids, Priority priority, String by) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Submission> acceptAll(List<JobRequest> requests) {
            throw new UnsupportedOperationException();
        }

        @Override
        public UUID submit(JobRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Submission accept(JobRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<UUID> submitAll(List<JobRequest> requests) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Submission> submitPartially(List<JobRequest> requests) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Job> await(UUID id, Duration atMost) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean awaitAll(Collection<UUID> ids, Duration atMost) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isRunning(UUID id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Job> pendingRetries(int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Job> find(UUID id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<JobDefinition> definitions() {
            throw new UnsupportedOperationException();
        }
    }

    private static final class CountedProgress implements BatchJobs {

        private int statements;

        @Override
        public Map<UUID, BatchProgress> progress(Collection<UUID> jobs) {
            statements++;
            return jobs.stream().collect(Collectors.toMap(Function.identity(), job -> SampleJob.PROGRESS));
        }

        @Override
        public BatchProgress progress(UUID job) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<PartitionView> partitions(UUID job, String step) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<SkippedItem> skippedItemsAfter(UUID job, SkippedItem last, int limit) {
            return List.of();
        }

        @Override
        public List<SkippedItem> skippedItems(UUID job, int limit) {
            throw new UnsupportedOperationException();
        }
    }
}
