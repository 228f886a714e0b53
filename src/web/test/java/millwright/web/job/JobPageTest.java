package millwright.web.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import millwright.batch.BatchJobs;
import millwright.batch.BatchProgress;
import millwright.batch.PartitionView;
import millwright.batch.SkippedItem;
import millwright.job.Job;
import millwright.job.JobState;
import millwright.search.Place;
import millwright.search.SearchPage;
import org.junit.jupiter.api.Test;

/** Holds W2. */
class JobPageTest {

    private static final SearchToken TOKEN = SearchToken.of("jobs", Map.of());
    private static final UUID ID = new UUID(1, 0);

    @Test
    void hasATokenThatLeadsOnWhereThereIsMore() {
        Place next = new Place(0, ID, Optional.empty());
        JsonObject document = document(page(List.of(), Optional.of(next)), OptionalLong.empty());
        assertEquals(Optional.of(next), TOKEN.read(document.getString("next_page_token")));
        assertTrue(document(page(List.of(), Optional.empty()), OptionalLong.empty())
                .isNull("next_page_token"));
    }

    @Test
    void asksForTheProgressOfAllThatRunAtOnceAndOfNothingElse() {
        CountedProgress progress = new CountedProgress();
        JobPage.document(page(jobs(3, JobState.QUEUED), Optional.empty()), progress, TOKEN, OptionalLong.empty());
        assertEquals(0, progress.statements);
        JobPage.document(page(jobs(3, JobState.RUNNING), Optional.empty()), progress, TOKEN, OptionalLong.empty());
        assertEquals(1, progress.statements);
    }

    @Test
    void showsHowFarARunningJobHasCome() {
        assertEquals(
                "{\"fraction\":0.4235,\"message\":\"import: 4,200 read, 122 written, 3 skipped\"}",
                document(page(jobs(1, JobState.RUNNING), Optional.empty()), OptionalLong.empty())
                        .getJsonArray("items")
                        .getJsonObject(0)
                        .getJsonObject("progress")
                        .toString());
    }

    @Test
    void saysHowFarItLookedWhenItsTimeWasUpAndFromWhenOnItHadTo() {
        Instant until = Instant.parse("2026-07-01T12:00:00Z");
        Instant since = Instant.parse("2026-06-30T13:00:00Z");
        JsonObject document = document(
                new SearchPage(
                        List.of(),
                        Optional.of(new Place(0, ID, Optional.of(since))),
                        Optional.of(until),
                        Optional.of(since)),
                OptionalLong.of(7));
        assertEquals("2026-07-01T12:00:00Z", document.getString("scanned_until"));
        assertEquals("2026-06-30T13:00:00Z", document.getString("searched_from"));
        assertEquals("7", document.getString("count"));
    }

    @Test
    void isEmptyWhenThereIsNothing() {
        JsonObject document = document(page(List.of(), Optional.empty()), OptionalLong.empty());
        assertTrue(document.getJsonArray("items").isEmpty());
        assertTrue(document.isNull("scanned_until") && document.isNull("searched_from"));
        assertFalse(document.containsKey("count"));
    }

    private static JsonObject document(SearchPage page, OptionalLong count) {
        return JobPage.document(page, new CountedProgress(), TOKEN, count);
    }

    private static SearchPage page(List<Job> jobs, Optional<Place> next) {
        return new SearchPage(jobs, next, Optional.empty(), Optional.empty());
    }

    private static List<Job> jobs(int count, JobState state) {
        return IntStream.range(0, count)
                .mapToObj(i -> SampleJob.with(new UUID(100 - i, 0), state, null))
                .toList();
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
            throw new UnsupportedOperationException();
        }

        @Override
        public List<SkippedItem> skippedItems(UUID job, int limit) {
            throw new UnsupportedOperationException();
        }
    }
}
