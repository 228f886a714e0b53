package millwright.web.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import millwright.event.FeedEvent;
import millwright.event.FeedPosition;
import millwright.job.Visibility;
import millwright.web.problem.ProblemException;
import org.junit.jupiter.api.Test;

/** Holds W120, W121 and W3. */
class EventFilterTest {

    private static final UUID JOB = UUID.fromString("019abcde-0123-7456-89ab-cdef01234567");
    private static final FeedEvent EVENT = new FeedEvent(
            new FeedPosition(7, 1),
            Instant.parse("2026-01-02T03:04:05Z"),
            "COMPLETED",
            JOB,
            "letter",
            "mail",
            "anna",
            Optional.of("order 12"));

    @Test
    void takesWhatIsAskedFor() {
        assertTrue(takes(Map.of()));
        assertTrue(takes(Map.of(
                "type", List.of("FAILED", "COMPLETED"),
                "definition", List.of("letter"),
                "queue", List.of("mail", "slow"),
                "job", List.of(JOB.toString()),
                "correlation_id", List.of("order 12"),
                "submitter", List.of("anna"))));
    }

    @Test
    void leavesOutEachThatIsNot() {
        assertFalse(takes(Map.of("type", List.of("FAILED"))));
        assertFalse(takes(Map.of("definition", List.of("parcel"))));
        assertFalse(takes(Map.of("queue", List.of("slow"))));
        assertFalse(takes(Map.of("job", List.of(UUID.randomUUID().toString()))));
        assertFalse(takes(Map.of("correlation_id", List.of("order 13"))));
        assertFalse(takes(Map.of("submitter", List.of("bob"))));
    }

    @Test
    void nobodyHearsOfAJobThatHeMayNotSee() {
        EventFilter all = EventFilter.read(Map.of());
        assertTrue(all.takes(EVENT, new Visibility(Optional.of("anna"), Set.of("mail"), Set.of("letter"))));
        assertFalse(all.takes(EVENT, new Visibility(Optional.of("bob"), Set.of(), Set.of())));
        assertFalse(all.takes(EVENT, new Visibility(Optional.empty(), Set.of("slow"), Set.of())));
        assertFalse(all.takes(EVENT, new Visibility(Optional.empty(), Set.of(), Set.of("parcel"))));
    }

    @Test
    void refusesWhatItWouldOtherwiseIgnore() {
        assertTrue(refusal(Map.of("type", List.of("DONE"))).startsWith("/type: is 'DONE', expected one of BLOCKED"));
        assertTrue(refusal(Map.of("job", List.of("1-1-1-1-1"))).startsWith("/job: is '1-1-1-1-1'"));
        assertTrue(refusal(Map.of("state", List.of("FAILED"))).startsWith("/state: unknown query parameter"));
    }

    @Test
    void goesOnFromAnIdOfItsOwnAlone() {
        assertEquals(Optional.empty(), EventsResource.position(null));
        assertEquals(Optional.of(new FeedPosition(7, 3)), EventsResource.position("1-7-3"));
        assertEquals("1-7-3", new FeedPosition(7, 3).toString());
        for (String id : List.of("7", "2-7-3", "1-99999999999999999999-0", "1-7-3'; DROP TABLE")) {
            assertThrows(ProblemException.class, () -> EventsResource.position(id), id);
        }
    }

    @Test
    void saysWhatHappenedToWhichJob() {
        assertEquals(
                "{\"job\":\"019abcde-0123-7456-89ab-cdef01234567\",\"state\":\"COMPLETED\","
                        + "\"at\":\"2026-01-02T03:04:05Z\",\"definition\":\"letter\",\"queue\":\"mail\","
                        + "\"submitter\":\"anna\",\"correlation_id\":\"order 12\"}",
                EventJson.one(EVENT).toString());
    }

    private static boolean takes(Map<String, List<String>> query) {
        return EventFilter.read(query).takes(EVENT, Visibility.ALL);
    }

    private static String refusal(Map<String, List<String>> query) {
        return assertThrows(ProblemException.class, () -> EventFilter.read(query))
                .getMessage();
    }
}
