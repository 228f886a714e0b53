package millwright.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import millwright.job.Job;
import millwright.job.JobState;
import millwright.job.Priority;
import millwright.job.Visibility;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds S1 to S6. */
@PostgresTest
class JobSearchTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final TestDatabase database;
    private final SearchedJobs jobs;
    private final JobSearch search;

    JobSearchTest(TestDatabase database) {
        this.database = database;
        this.jobs = new SearchedJobs(database);
        this.search = new StoredJobSearch(database.database());
    }

    @Test
    void everyFilterFindsWhatFitsInBothTablesAndNothingElse() {
        UUID node = UUID.randomUUID();
        Map<String, UUID> names = new TreeMap<>();
        names.put("plain", jobs.created(HOUR).archived("COMPLETED"));
        names.put(
                "waiting", jobs.created(HOUR).definition("report").queue("slow").queued());
        names.put("report", jobs.created(HOUR).definition("report").archived("CANCELLED"));
        names.put("urgent", jobs.created(HOUR).priority(0).queued());
        names.put("tagged", jobs.created(HOUR).tags("[\"a\", \"b\"]").archived("COMPLETED"));
        names.put(
                "mine",
                jobs.created(HOUR).submitter("ada").correlationId("order 7").queued());
        names.put(
                "hers",
                jobs.created(HOUR).submitter("ada").correlationId("order 8").archived("COMPLETED"));
        names.put("there", jobs.created(HOUR).node(node).running());
        names.put("before", jobs.created(HOUR).earlierOn(node).archived("COMPLETED"));
        names.put(
                "dead", jobs.created(HOUR).error("DATA_ERROR", "Line 3 is torn").deadLetter());
        names.put(
                "given-up",
                jobs.created(HOUR).error("API_ERROR", "The bank is closed").archived("FAILED"));
        names.put(
                "year",
                jobs.created(HOUR)
                        .parameters("{\"year\": 2001, \"of\": {\"a\": 1}}")
                        .queued());
        names.put(
                "figure",
                jobs.created(HOUR).result("{\"capital\": 12.5, \"more\": [1]}").archived("COMPLETED"));

        found(names, "plain tagged hers before figure", filter().state(JobState.COMPLETED));
        found(names, "dead given-up", filter().state(JobState.FAILED));
        found(names, "report waiting mine urgent year", filter().state(JobState.CANCELLED, JobState.QUEUED));
        found(names, "waiting report", filter().definition("report"));
        found(names, "waiting", filter().queue("slow"));
        found(names, "waiting", filter().queue("slow", "none").definition("report", "other"));
        found(names, "urgent", filter().priority(Priority.CRITICAL));
        found(names, "tagged", filter().tag("b"));
        found(names, "", filter().tag("b", "c"));
        found(names, "mine hers", filter().submitter("ada"));
        found(names, "hers", filter().correlationId("order 8"));
        found(names, "there before", filter().node(node));
        found(names, "dead", filter().errorCode("DATA_ERROR"));
        found(names, "dead given-up", filter().errorCode("DATA_ERROR", "API_ERROR"));
        found(names, "given-up", filter().errorText("BANK is"));
        found(names, "", filter().errorText("%"));
        found(names, "year", filter().parameter("of.a", "1"));
        found(names, "year", filter().parameter("year", "2001"));
        found(names, "", filter().parameter("year", "2002"));
        found(names, "figure", filter().result("capital", "12.5"));
        found(names, "", filter().result("capital", "13"));
        found(names, "dead", filter().deadLetters());
        found(names, "hers", filter().submitter("ada").state(JobState.COMPLETED).queue("default"));
    }

    @Test
    void timesBeginWithTheirFirstMomentAndEndBeforeTheirLast() {
        UUID old = jobs.created(HOUR.multipliedBy(3)).startedAfter(MINUTE).archived("COMPLETED");
        UUID young = jobs.created(HOUR).startedAfter(MINUTE).took(MINUTE).deadLetter();
        Instant begin = jobs.ago(HOUR);

        assertEquals(List.of(young), ids(newest(filter().created(TimeRange.since(begin)))));
        assertEquals(List.of(old), ids(newest(filter().created(until(begin)))));
        assertEquals(List.of(young), ids(newest(filter().started(TimeRange.since(begin.plus(MINUTE))))));
        assertEquals(List.of(old), ids(newest(filter().started(until(begin.plus(MINUTE))))));
        assertEquals(
                List.of(young),
                ids(newest(filter().finished(TimeRange.since(begin.plus(MINUTE).plus(MINUTE))))));
        assertEquals(
                List.of(old),
                ids(newest(filter().finished(until(begin.plus(MINUTE).plus(MINUTE))))));
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
        many(7_000);
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
            many(400);
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

    @Test
    void withoutAnIndexedFilterOrATimeTheLastDayIsSearchedAndThePageSaysSo() {
        UUID old = jobs.created(DAY.plus(HOUR)).tags("[\"a\"]").queued();
        UUID young = jobs.created(HOUR).tags("[\"a\"]").queued();

        SearchPage day = newest(filter().tag("a"));
        assertEquals(List.of(young), ids(day));
        assertTrue(day.since().orElseThrow().isAfter(jobs.ago(DAY.plus(MINUTE))));

        List<UUID> both = List.of(young, old);
        for (JobFilter filter : List.of(
                JobFilter.ALL,
                filter().tag("a").queue("default").build(),
                filter().tag("a").created(until(Instant.now().plusSeconds(60))).build())) {
            SearchPage page = search.find(SearchQuery.newest(filter, Visibility.ALL, 10));
            assertEquals(both, ids(page));
            assertEquals(Optional.empty(), page.since());
        }
    }

    @Test
    void allPagesOfADefaultRangeSearchTheSameRange() {
        for (int i = 1; i <= 3; i++) {
            jobs.created(HOUR.multipliedBy(i)).tags("[\"a\"]").queued();
        }
        SearchPage first = newest(filter().tag("a"), Optional.empty());
        SearchPage second = newest(filter().tag("a"), first.next());
        assertTrue(first.since().isPresent());
        assertEquals(first.since(), second.since());
    }

    private SearchPage newest(Filter filter, Optional<Place> after) {
        return search.find(new SearchQuery(filter.build(), Visibility.ALL, SearchSort.CREATED, false, after, 1));
    }

    @Test
    void whoMayNotSeeAJobDoesNotFindIt() {
        UUID mine = jobs.created(HOUR).submitter("ada").queued();
        UUID others =
                jobs.created(HOUR).submitter("bob").queue("q").definition("d").archived("COMPLETED");
        database.sql("ANALYZE");
        Visibility own = new Visibility(Optional.of("ada"), Set.of(), Set.of());
        Visibility queue = new Visibility(Optional.empty(), Set.of("q", "r"), Set.of());
        Visibility definition = new Visibility(Optional.empty(), Set.of(), Set.of("d"));

        assertEquals(List.of(mine), seen(JobFilter.ALL, own));
        assertEquals(List.of(), seen(filter().submitter("bob").build(), own));
        assertEquals(List.of(), seen(filter().queue("q").build(), own));
        assertEquals(List.of(others), seen(JobFilter.ALL, queue));
        assertEquals(List.of(), seen(filter().queue("default").build(), queue));
        assertEquals(List.of(others), seen(filter().queue("default", "q").build(), queue));
        assertEquals(List.of(others), seen(JobFilter.ALL, definition));
        assertEquals(List.of(), seen(filter().definition("work").build(), definition));
        assertEquals(
                0, search.estimate(SearchQuery.newest(filter().submitter("bob").build(), own, 10)));
        assertEquals(
                List.of(),
                ids(search.find(new SearchQuery(
                        filter().submitter("bob")
                                .finished(TimeRange.since(jobs.ago(HOUR)))
                                .build(),
                        own,
                        SearchSort.DURATION,
                        false,
                        Optional.empty(),
                        10))));
    }

    private List<UUID> seen(JobFilter filter, Visibility visibility) {
        return ids(search.find(SearchQuery.newest(filter, visibility, 10)));
    }

    @Test
    void aSortThatReadsAllTakesADayAtTheMost() {
        JobFilter twoDays =
                filter().started(TimeRange.since(jobs.ago(DAY.multipliedBy(2)))).build();
        for (SearchSort sort : List.of(SearchSort.STARTED, SearchSort.DURATION)) {
            assertThrows(
                    RangeTooLargeException.class,
                    () -> search.find(new SearchQuery(twoDays, Visibility.ALL, sort, false, Optional.empty(), 10)));
            assertTrue(search.find(new SearchQuery(JobFilter.ALL, Visibility.ALL, sort, false, Optional.empty(), 10))
                    .since()
                    .isPresent());
        }
    }

    @Test
    void anEstimateIsThePlannersAndSoIsNearWhatThereIs() {
        many(4_000);
        jobs.created(HOUR).definition("rare").archived("COMPLETED");
        database.sql("ANALYZE");
        long all = search.estimate(SearchQuery.newest(JobFilter.ALL, Visibility.ALL, 10));
        long rare =
                search.estimate(SearchQuery.newest(filter().definition("rare").build(), Visibility.ALL, 10));
        assertTrue(all > 2_000 && all < 8_000, () -> "estimated " + all);
        assertTrue(rare < 100, () -> "estimated " + rare);
    }

    @Test
    void aPageHoldsFromOneToTwoHundredJobs() {
        assertThrows(IllegalArgumentException.class, () -> SearchQuery.newest(JobFilter.ALL, Visibility.ALL, 0));
        assertThrows(IllegalArgumentException.class, () -> SearchQuery.newest(JobFilter.ALL, Visibility.ALL, 201));
    }

    /** Half of them archived, within the last five hours. */
    private void many(int count) {
        database.sql(
                """
                INSERT INTO millwright.job_archive (
                    id, definition, queue, priority, position, state, round, lease, attempts, crash_count, submitter,
                    parameters, tags, metadata, history, created_at, started_at, finished_at)
                SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7000'
                           || '8' || right(md5(n::text || random()::text), 15))::uuid,
                       'work', 'default', 2, n, 'COMPLETED', 1, 1, 1, 0, 'test', '{}', '[]', '{}', '[]', at, at, at
                  FROM (SELECT n, now() - n * interval '17000 seconds' / ? AS at FROM generate_series(1, ?) AS n) AS old
                """,
                count,
                count / 2);
        database.sql(
                """
                INSERT INTO millwright.job (id, definition, queue, priority, state, submitter, started_at, created_at,
                                            finished_at)
                SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7000'
                           || '8' || right(md5(n::text || random()::text), 15))::uuid,
                       'work', 'default', 2, 'FAILED', 'test', at, at, at
                  FROM (SELECT n, now() - n * interval '17000 seconds' / ? AS at FROM generate_series(1, ?) AS n) AS old
                """,
                count,
                count / 2);
    }

    private void found(Map<String, UUID> names, String expected, Filter filter) {
        Set<UUID> ids = Set.copyOf(ids(newest(filter)));
        List<String> found = names.keySet().stream()
                .filter(name -> ids.contains(names.get(name)))
                .toList();
        assertEquals(
                List.of(expected.split(" ", -1)).stream()
                        .filter(name -> !name.isEmpty())
                        .sorted()
                        .toList(),
                found,
                () -> filter.build().toString());
        assertEquals(found.size(), ids.size());
    }

    private SearchPage newest(Filter filter) {
        return search.find(SearchQuery.newest(filter.build(), Visibility.ALL, 50));
    }

    private static TimeRange until(Instant to) {
        return new TimeRange(Optional.empty(), Optional.of(to));
    }

    private static Filter filter() {
        return new Filter();
    }

    private static List<UUID> ids(SearchPage page) {
        return page.jobs().stream().map(Job::id).toList();
    }
}
