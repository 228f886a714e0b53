package millwright.web.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.access.Scope;
import millwright.job.DurationBucket;
import millwright.job.JobState;
import millwright.job.Performance;
import millwright.job.StatisticsQuery;
import millwright.web.problem.ProblemException;
import millwright.web.request.TimeRange;
import org.junit.jupiter.api.Test;

/** Holds W102 and W3. */
class PerformanceJsonTest {

    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void showsRatesDurationsAndWaits() {
        var json = PerformanceJson.one(new Performance(
                Map.of(JobState.COMPLETED, 2L, JobState.FAILED, 1L),
                4,
                Map.of(DurationBucket.of(1_000), 2L),
                2_001,
                3,
                600));
        assertEquals("{\"COMPLETED\":\"2\",\"FAILED\":\"1\"}", json.get("ended").toString());
        assertEquals("0.666667", json.get("success_rate").toString());
        assertEquals("PT1.001S", json.getString("mean"));
        assertEquals("PT0.2S", json.getString("mean_wait"));
        assertEquals("3", json.getString("waits"));
        Duration median = Duration.parse(json.getString("p50"));
        assertTrue(median.toMillis() > 900 && median.toMillis() < 1_100, median::toString);
        assertEquals(json.getString("p50"), json.getString("p95"));
    }

    @Test
    void showsNullWhereNothingEnded() {
        var json = PerformanceJson.one(new Performance(Map.of(), 0, Map.of(), 0, 0, 0));
        for (String name : List.of("success_rate", "mean", "p50", "p95", "mean_wait")) {
            assertTrue(json.isNull(name), name);
        }
    }

    @Test
    void asksForTheLastDayUnlessARangeIsGiven() {
        StatisticsRequest request = StatisticsRequest.read(Map.of(), NOW);
        assertEquals(new TimeRange(NOW.minus(Duration.ofDays(1)), NOW), request.range());
        StatisticsRequest given = StatisticsRequest.read(
                Map.of("from", List.of("2026-03-01T00:00:00 01:00"), "to", List.of("2026-03-02T00:00:00Z")), NOW);
        assertEquals(Instant.parse("2026-02-28T23:00:00Z"), given.range().from());
    }

    @Test
    void refusesARangeThatIsNone() {
        assertTrue(refusal(Map.of("from", List.of("2026-03-03T00:00:00Z"))).startsWith("/from: is '2026-03-03"));
        assertTrue(refusal(Map.of("from", List.of("1999-01-01T00:00:00Z"))).startsWith("/from: is '1999-01-01"));
        assertTrue(refusal(Map.of("to", List.of("tomorrow"))).startsWith("/to: is 'tomorrow', expected a time"));
        assertTrue(refusal(Map.of("group", List.of("x"))).startsWith("/group: unknown query parameter"));
    }

    @Test
    void narrowsToTheScopeAndToWhatIsAskedFor() {
        StatisticsQuery query = StatisticsRequest.read(Map.of("queue", List.of("mail")), NOW)
                .within(new Scope(Set.of("mail", "slow"), Set.of("letter")));
        assertEquals(Optional.of("mail"), query.queue());
        assertEquals(Set.of("letter"), query.definitions());
    }

    private static String refusal(Map<String, List<String>> query) {
        return assertThrows(ProblemException.class, () -> StatisticsRequest.read(query, NOW))
                .getMessage();
    }
}
