package millwright.web.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import millwright.search.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds W2 and W3. */
class SearchTokenTest {

    private static final UUID ID = UUID.fromString("019abcde-0123-7456-89ab-cdef01234567");
    private static final Place PLACE =
            new Place(1_790_000_000_123_456L, ID, Optional.of(Instant.parse("2026-07-01T12:00:00.123Z")));
    private static final Map<String, List<String>> QUERY =
            Map.of("state", List.of("QUEUED", "RUNNING"), "tag", List.of("a"));

    @Test
    void leadsBackToThePlaceItWasMadeFor() {
        SearchToken tokens = SearchToken.of("jobs", QUERY);
        String token = tokens.write(PLACE);

        assertEquals(Optional.of(PLACE), tokens.read(token));
        assertTrue(token.matches("[A-Za-z0-9_-]{1,200}"), "needs no escape in a URI");
        Place plain = new Place(0, ID, Optional.empty());
        assertEquals(Optional.of(plain), tokens.read(tokens.write(plain)));
    }

    @Test
    void isOfOneQueryHoweverThatIsWrittenAndOfNoOther() {
        String token = SearchToken.of("jobs", QUERY).write(PLACE);

        List.of(
                        Map.of("tag", List.of("a"), "state", List.of("RUNNING", "QUEUED", "RUNNING")),
                        Map.of(
                                "state", List.of("QUEUED", "RUNNING"),
                                "tag", List.of("a"),
                                "limit", List.of("7"),
                                "count", List.of("estimate"),
                                "page_token", List.of(token)))
                .forEach(same -> assertEquals(
                        Optional.of(PLACE), SearchToken.of("jobs", same).read(token)));
        List.of(
                        Map.<String, List<String>>of(),
                        Map.of("state", List.of("QUEUED"), "tag", List.of("a")),
                        Map.of("state", List.of("QUEUED", "RUNNING"), "tag", List.of("b")),
                        Map.of("state", List.of("QUEUED", "RUNNING"), "tag", List.of("a"), "sort", List.of("finished")))
                .forEach(other -> assertEquals(
                        Optional.empty(), SearchToken.of("jobs", other).read(token)));
        assertEquals(Optional.empty(), SearchToken.of("dead-letters", QUERY).read(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "AAAA", "!!!!", "019abcde-0123-7456-89ab-cdef01234567"})
    void refusesWhatItDidNotMake(String token) {
        assertEquals(Optional.empty(), SearchToken.of("jobs", QUERY).read(token));
    }

    @Test
    void refusesWhatWasChanged() {
        SearchToken tokens = SearchToken.of("jobs", QUERY);
        String token = tokens.write(PLACE);
        assertEquals(Optional.empty(), tokens.read(token + "="));
        assertEquals(Optional.empty(), tokens.read(token + "AA"));
        assertEquals(Optional.empty(), tokens.read("B" + token.substring(1)));
        assertEquals(Optional.empty(), tokens.read(tokens.write(new Place(-1, ID, Optional.empty()))));
        assertEquals(Optional.empty(), tokens.read(tokens.write(new Place(Long.MAX_VALUE, ID, Optional.empty()))));
    }
}
