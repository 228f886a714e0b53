package millwright.web.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import millwright.job.JobState;
import millwright.job.Priority;
import millwright.job.Visibility;
import millwright.search.FieldValue;
import millwright.search.JobFilter;
import millwright.search.Place;
import millwright.search.SearchQuery;
import millwright.search.SearchSort;
import millwright.search.TimeRange;
import millwright.web.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds W3. */
class SearchRequestTest {

    private static final UUID NODE = UUID.fromString("8c5e1d6a-3f0b-4a57-9d55-7f0c8a8b1e11");

    @Test
    void listsTheNewestFiftyOfAllThatTheCallerSeesUnlessAsked() {
        Visibility own = new Visibility(Optional.of("ada"), Set.of(), Set.of());
        SearchRequest request = SearchRequest.read(Map.of(), own);
        assertEquals(SearchQuery.newest(JobFilter.ALL, own, 50), request.query());
        assertEquals(false, request.count());
    }

    @Test
    void readsEveryFilter() {
        JobFilter filter = read(Map.ofEntries(
                        Map.entry("state", List.of("QUEUED", "RUNNING", "QUEUED")),
                        Map.entry("definition", List.of("tiny", "large")),
                        Map.entry("queue", List.of("q")),
                        Map.entry("priority", List.of("HIGH")),
                        Map.entry("tag", List.of("a", "b")),
                        Map.entry("submitter", List.of("ada")),
                        Map.entry("correlation_id", List.of("order 7")),
                        Map.entry("node", List.of(NODE.toString())),
                        Map.entry("error_code", List.of("DATA_ERROR")),
                        Map.entry("error_text", List.of("torn")),
                        Map.entry("parameter", List.of("year=2001", "a.b=c=d", "empty=")),
                        Map.entry("result", List.of("capital=1.5")),
                        Map.entry("created_from", List.of("2026-07-01T12:00:00Z")),
                        Map.entry("created_to", List.of("2026-07-02T14:00:00+02:00")),
                        Map.entry("started_from", List.of("2026-07-03T12:00:00Z")),
                        Map.entry("finished_to", List.of("2026-07-04T12:00:00Z"))))
                .query()
                .filter();
        assertEquals(
                new JobFilter(
                        Set.of(JobState.QUEUED, JobState.RUNNING),
                        Set.of("tiny", "large"),
                        Set.of("q"),
                        Set.of(Priority.HIGH),
                        Set.of("a", "b"),
                        Optional.of("ada"),
                        Optional.of("order 7"),
                        Optional.of(NODE),
                        Set.of("DATA_ERROR"),
                        new TimeRange(at("2026-07-01T12:00:00Z"), at("2026-07-02T12:00:00Z")),
                        new TimeRange(at("2026-07-03T12:00:00Z"), Optional.empty()),
                        new TimeRange(Optional.empty(), at("2026-07-04T12:00:00Z")),
                        Set.of(
                                new FieldValue("year", "2001"),
                                new FieldValue("a.b", "c=d"),
                                new FieldValue("empty", "")),
                        Set.of(new FieldValue("capital", "1.5")),
                        Optional.of("torn"),
                        false,
                        Optional.empty()),
                filter);
    }

    @Test
    void readsOrderCountAndPlace() {
        Map<String, List<String>> query = new HashMap<>(
                Map.of("sort", List.of("duration"), "direction", List.of("asc"), "count", List.of("estimate")));
        Place place = new Place(7, NODE, Optional.empty());
        query.put("page_token", List.of(SearchToken.of("jobs", query).write(place)));
        query.put("limit", List.of("200"));
        SearchRequest request = read(query);
        assertEquals(
                new SearchQuery(JobFilter.ALL, Visibility.ALL, SearchSort.DURATION, true, Optional.of(place), 200),
                request.query());
        assertTrue(request.count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    limit      | 0       | /limit: is '0', expected a whole number from 1 to 200
                    limit      | 201     | /limit: is '201', expected a whole number from 1 to 200
                    limit      | 1.5     | /limit: is '1.5', expected a whole number from 1 to 200
                    limit      | 9999999999 | /limit: is '9999999999', expected a whole number from 1 to 200
                    page_token | x       | /page_token: is 'x', expected a next_page_token of this very query
                    stat       | RUNNING | /stat: unknown query parameter 'stat' (nearest: 'state')
                    Limit      | 1       | /Limit: unknown query parameter 'Limit' (nearest: 'limit')
                    sort       | CREATED | /sort: is 'CREATED', expected one of created, started, finished, duration
                    direction  | up      | /direction: is 'up', expected asc or desc
                    count      | exact   | /count: is 'exact', expected none or estimate
                    node       | 1-1-1-1-1 | /node: is '1-1-1-1-1', expected the id of a node
                    parameter  | =2001   | /parameter: is '=2001', expected the name of a member with its value, such as year=2001
                    created_to | 2026-07-01 | /created_to: is '2026-07-01', expected a time such as 2026-07-01T12:00:00Z
                    started_from | +999999999-01-01T00:00:00Z | /started_from: is '+999999999-01-01T00:00:00Z', expected a time such as 2026-07-01T12:00:00Z
                    """)
    void refusesWhatItWouldOtherwiseIgnore(String name, String value, String message) {
        assertEquals(message, refusal(Map.of(name, List.of(value))));
    }

    @Test
    void refusesAStateThatDoesNotExist() {
        assertTrue(refusal(Map.of("state", List.of("QUEUED", "running")))
                .startsWith("/state: is 'running', expected one of BLOCKED, "));
        assertTrue(refusal(Map.of("state", List.of("QUEUED,RUNNING"))).endsWith("(repeat the parameter for several)"));
    }

    @Test
    void refusesTwoValuesWhereOneCountsAndMoreThanAllMayBe() {
        assertEquals("/limit: is given 2 times, expected once", refusal(Map.of("limit", List.of("1", "2"))));
        assertEquals(
                "/tag: is given 33 times, expected at most 32", refusal(Map.of("tag", Collections.nCopies(33, "a"))));
    }

    @Test
    void refusesTextsThatNothingIsNamed() {
        assertTrue(refusal(Map.of("definition", List.of("a\0"))).startsWith("/definition: "));
        assertTrue(refusal(Map.of("queue", List.of("a".repeat(201)))).startsWith("/queue: "));
    }

    @Test
    void namesAllThatIsWrongAtOnce() {
        assertTrue(refusal(Map.of("limit", List.of("0"), "page_token", List.of("x"), "y", List.of("z")))
                .endsWith(" (and 2 more)"));
    }

    private static Optional<Instant> at(String text) {
        return Optional.of(Instant.parse(text));
    }

    private static SearchRequest read(Map<String, List<String>> query) {
        return SearchRequest.read(query, Visibility.ALL);
    }

    private static String refusal(Map<String, List<String>> query) {
        return assertThrows(ProblemException.class, () -> read(query)).getMessage();
    }
}
