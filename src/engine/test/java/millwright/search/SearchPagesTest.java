package millwright.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import millwright.job.Job;
import millwright.job.Visibility;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds S1 to S6 over several pages, whole ones and those whose time was up. */
@PostgresTest
class SearchPagesTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final TestDatabase database;
    private final SearchedJobs jobs;
    private final JobSearch search;

    SearchPagesTest(TestDatabase database) {
        this.database = database;
        this.jobs = new SearchedJobs(database);
        this.search = new StoredJobSearch(database.database());
    }

    @ParameterizedTest
    @CsvSource({
        "CREATED, false",
        "CREATED, true",
        "STARTED, false",
        "STARTED, true",
        "FINISHED, false",
        "FINISHED, true",
        "DURATION, false",
        "DURATION, true"
    })
    void pagesGoThroughAllThatHaveWhatIsSortedByInItsOrder(SearchSort sort, boolean ascending) {
        for (int i = 0; i < 23; i++) {
            SearchedJobs.Draft job = jobs.created(MINUTE.multipliedBy(60 - i))
                    .startedAfter(Duration.ofSeconds(i * 37 % 11))
                    // some of them the same
                    .took(Duration.ofSeconds(i * 17 % 7));
            var unused = i % 4 == 0 ? job.queued() : i % 4 == 1 ? job.deadLetter() : job.archived("COMPLETED");
        }
        List<Job> all = search.find(SearchQuery.newest(JobFilter.ALL, Visibility.ALL, 200))
                .jobs();
        assertEquals(23, all.size());
        Comparator<Job> order =
                Comparator.<Job>comparingLong(job -> key(job, sort)).thenComparing(Job::id, Position.IDS);
        List<UUID> expected = all.stream()
                .filter(job -> sort == SearchSort.CREATED || job.finishedAt() != null)
                .sorted(ascending ? order : order.reversed())
                .map(Job::id)
                .toList();

        List<UUID> seen = new ArrayList<>();
        Optional<Place> after = Optional.empty();
        do {
            SearchPage page = search.find(new SearchQuery(JobFilter.ALL, Visibility.ALL, sort, ascending, after, 4));
            assertTrue(page.jobs().size() == 4 || page.next().isEmpty());
            seen.addAll(ids(page));
            after = page.next();
        } while (after.isPresent());
        assertEquals(expected, seen);
    }

    private static long key(Job job, SearchSort sort) {
        return switch (sort) {
            case CREATED -> 0;
            case STARTED -> job.startedAt() == null ? 0 : job.startedAt().toEpochMilli();
            case FINISHED -> job.finishedAt() == null ? 0 : job.finishedAt().toEpochMilli();
            case DURATION ->
                job.finishedAt() == null
                        ? 0
                        : Duration.between(job.startedAt(), job.finishedAt()).toMillis();
        };
    }

    @Test
    void aJobThatMovesToTheArchiveBetweenTwoPagesIsFoundOnce() {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ids.add(jobs.created(MINUTE.multipliedBy(10 - i)).queued());
        }
        SearchPage first = search.find(SearchQuery.newest(JobFilter.ALL, Visibility.ALL, 3));
        database.sql(
                """
                WITH over AS (DELETE FROM millwright.job RETURNING *)
                INSERT INTO millwright.job_archive (
                    id, definition, queue, priority, position, state, round, lease, attempts, crash_count, submitter,
                    parameters, tags, metadata, history, created_at, started_at, finished_at)
                SELECT id, definition, queue, priority, position, 'CANCELLED', round, lease, attempts, crash_count,
                       submitter, parameters, tags, metadata, history, created_at, started_at, now() FROM over
                """);
        SearchPage second =
                search.find(new SearchQuery(JobFilter.ALL, Visibility.ALL, SearchSort.CREATED, false, first.next(), 3));
        assertEquals(List.of(ids.get(5), ids.get(4), ids.get(3)), ids(first));
        assertEquals(List.of(ids.get(2), ids.get(1), ids.get(0)), ids(second));
    }

    @ParameterizedTest
    @CsvSource({"CREATED, false", "CREATED, true", "FINISHED, false", "FINISHED, true"})
    void aSearchWhoseTimeIsUpGivesWhatItHasAndGoesOnFromThere(SearchSort sort, boolean ascending) {
        UUID first = jobs.created(HOUR.multipliedBy(5)).tags("[\"rare\"]").archived("COMPLETED");
        jobs.many(7_000);
        UUID last = jobs.created(MINUTE).tags("[\"rare\"]").took(MINUTE).deadLetter();
        // each look at the clock takes as long as a search may
        AtomicLong nanos = new AtomicLong();
        JobSearch slow = new StoredJobSearch(
                database.database(), Clock.systemUTC(), () -> nanos.addAndGet(TimeBox.BUDGET_NANOS / 2));

        List<UUID> seen = new ArrayList<>();
        List<Instant> untils = new ArrayList<>();
        Optional<Place> after = Optional.empty();
        do {
            SearchPage page = slow.find(new SearchQuery(
                    filter().tag("rare").created(TimeRange.since(jobs.ago(DAY))).build(),
                    Visibility.ALL,
                    sort,
                    ascending,
                    after,
                    10));
            seen.addAll(ids(page));
            page.scannedUntil().ifPresent(untils::add);
            assertEquals(page.next().isPresent(), page.scannedUntil().isPresent());
            after = page.next();
        } while (after.isPresent());

        assertEquals(ascending ? List.of(first, last) : List.of(last, first), seen);
        assertTrue(untils.size() >= 3, () -> untils.size() + " partial pages");
        assertEquals(
                untils.stream()
                        .sorted(ascending ? Comparator.naturalOrder() : Comparator.reverseOrder())
                        .toList(),
                untils);
    }

    @Test
    void aPartialPageHasAllThatFitBeforeWhereItStopped() {
        List<UUID> rare = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            rare.add(
                    0, jobs.created(HOUR.multipliedBy(5 - i)).tags("[\"rare\"]").queued());
            jobs.many(400);
        }
        AtomicLong nanos = new AtomicLong();
        JobSearch slow = new StoredJobSearch(
                database.database(), Clock.systemUTC(), () -> nanos.addAndGet(TimeBox.BUDGET_NANOS / 2));
        SearchPage page = slow.find(SearchQuery.newest(filter().tag("rare").build(), Visibility.ALL, 10));
        Instant until = page.scannedUntil().orElseThrow();
        assertEquals(
                rare.stream()
                        .filter(id -> !Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16)
                                .isBefore(until))
                        .toList(),
                ids(page));
    }

    private static Filter filter() {
        return new Filter();
    }

    private static List<UUID> ids(SearchPage page) {
        return page.jobs().stream().map(Job::id).toList();
    }
}
