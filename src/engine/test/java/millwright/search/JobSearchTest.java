package millwright.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import millwright.job.Job;
import millwright.job.JobState;
import millwright.job.Priority;
import millwright.job.Visibility;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** Holds S1 to S6; how a search goes on from page to page is told by {@link SearchPagesTest}. */
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
        jobs.many(4_000);
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
