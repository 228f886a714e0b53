package millwright.web.cleanup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import millwright.access.Scope;
import millwright.job.InvalidRequestException;
import millwright.job.JobState;
import millwright.retention.CleanupRequest;
import org.junit.jupiter.api.Test;

/** Holds W104 and W105. */
class CleanupBodyTest {

    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final Scope MAIL = new Scope(Set.of("mail", "slow"), Set.of());

    @Test
    void readsWhatIsToGo() {
        CleanupBody asked = CleanupBody.read(
                """
                {"older_than": "P30D", "states": ["COMPLETED", "EXPIRED"], "queue": "mail",
                 "definition": "letter", "dry_run": true, "reason": "the disk is full"}
                """,
                Scope.ALL,
                NOW);
        assertEquals(
                new CleanupRequest(
                        Instant.parse("2026-01-31T12:00:00Z"),
                        Set.of(JobState.COMPLETED, JobState.EXPIRED),
                        Set.of("mail"),
                        Set.of("letter"),
                        true),
                asked.request());
        assertEquals("the disk is full", asked.reason().orElseThrow());
        assertEquals(
                "{\"before\":\"2026-01-31T12:00:00Z\",\"states\":[\"COMPLETED\",\"EXPIRED\"],"
                        + "\"queues\":[\"mail\"],\"definitions\":[\"letter\"],\"dry_run\":true}",
                asked.filter().toString());
    }

    @Test
    void meansAllStatesAndAllOfTheScopeWhereNothingIsSaid() {
        CleanupRequest request =
                CleanupBody.read("{\"older_than\": \"PT0S\"}", MAIL, NOW).request();
        assertEquals(
                Set.of(JobState.COMPLETED, JobState.FAILED, JobState.CANCELLED, JobState.EXPIRED), request.states());
        assertEquals(MAIL.queues(), request.queues());
        assertEquals(Set.of(), request.definitions());
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertEquals(List.of("/older_than"), refused("{}"));
        assertEquals(List.of("/older_than"), refused("{\"older_than\": \"-P1D\"}"));
        assertEquals(List.of("/states"), refused("{\"older_than\": \"P1D\", \"states\": [\"RUNNING\"]}"));
        assertEquals(List.of("/queue"), refused("{\"older_than\": \"P1D\", \"queue\": \"other\"}"));
        assertEquals(List.of("/dryrun"), refused("{\"older_than\": \"P1D\", \"dryrun\": true}"));
    }

    private static List<String> refused(String body) {
        return assertThrows(InvalidRequestException.class, () -> CleanupBody.read(body, MAIL, NOW))
                .violations()
                .stream()
                .map(violation -> violation.pointer())
                .toList();
    }
}
