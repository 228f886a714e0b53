package millwright.web.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.web.problem.ProblemException;
import org.junit.jupiter.api.Test;

/** Holds W3 for schedules. */
class QueriesTest {

    @Test
    void readsWhatIsAskedOfAList() {
        assertEquals(new ListRequest(Optional.empty(), 50), ListRequest.read(Map.of()));
        assertEquals(
                new ListRequest(Optional.of("nightly"), 200),
                ListRequest.read(Map.of("page_token", List.of(NameToken.after("nightly")), "limit", List.of("200"))));
    }

    @Test
    void readsWhatIsAskedOfAPreview() {
        assertEquals(
                new PreviewRequest("30 2 * * *", "Europe/Berlin", 7),
                PreviewRequest.read(Map.of(
                        "cron", List.of("30 2 * * *"),
                        "time_zone", List.of("Europe/Berlin"),
                        "count", List.of("7"))));
        assertEquals(new PreviewRequest("", "UTC", 5), PreviewRequest.read(Map.of()));
    }

    @Test
    void refusesWhatItWouldOtherwiseIgnore() {
        assertEquals(
                "/limit: is '201', expected a whole number from 1 to 200",
                refusal(() -> ListRequest.read(Map.of("limit", List.of("201")))));
        assertEquals(
                "/page_token: is 'x', expected a next_page_token of this API",
                refusal(() -> ListRequest.read(Map.of("page_token", List.of("x")))));
        assertEquals(
                "/timezone: unknown query parameter 'timezone' (nearest: 'time_zone')",
                refusal(() -> PreviewRequest.read(Map.of("timezone", List.of("UTC")))));
    }

    private static String refusal(Runnable reading) {
        return assertThrows(ProblemException.class, reading::run).getMessage();
    }
}
