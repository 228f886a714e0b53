package millwright.web.deadletter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import millwright.job.InvalidRequestException;
import millwright.job.Visibility;
import millwright.search.DeadLetterGroup;
import millwright.search.DeadLetterGroups;
import millwright.search.SearchQuery;
import millwright.search.SearchSort;
import millwright.web.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds W3, W40 and W41. */
class DeadLetterRequestsTest {

    @Test
    void theListIsOfWhatTheCallerSeesAndOfDeadLettersAlone() {
        Visibility own = new Visibility(Optional.of("ada"), Set.of(), Set.of());
        SearchQuery query = LettersRequest.read(
                        Map.of(
                                "definition", List.of("d"),
                                "queue", List.of("q"),
                                "error_code", List.of("C"),
                                "group", List.of("g")),
                        own)
                .query();
        assertEquals(own, query.visibility());
        assertEquals(SearchSort.FINISHED, query.sort());
        assertTrue(query.filter().deadLetters());
        assertEquals(Optional.of("g"), query.filter().errorGroup());
        assertEquals(Set.of("d"), query.filter().definitions());
        assertEquals(Set.of("q"), query.filter().queues());
        assertEquals(Set.of("C"), query.filter().errorCodes());
        assertEquals(50, query.limit());
    }

    @Test
    void theListRefusesWhatItDoesNotKnow() {
        String refusal = assertThrows(
                        ProblemException.class,
                        () -> LettersRequest.read(Map.of("state", List.of("FAILED")), Visibility.ALL))
                .getMessage();
        assertTrue(refusal.startsWith("/state: unknown query parameter 'state'"), refusal);
    }

    @Test
    void pagesOfGroupsGoOnAfterThoseThatWereShown() {
        GroupsRequest first = GroupsRequest.read(Map.of("limit", List.of("2")));
        assertEquals(
                new DeadLetterGroups.Query(Optional.empty(), Optional.empty(), Optional.empty(), 0, 3),
                first.oneMore());
        JsonObject page = GroupJson.page(Collections.nCopies(3, group()), first);
        assertEquals(2, page.getJsonArray("items").size());
        String token = page.getString("next_page_token");
        assertEquals(
                2,
                GroupsRequest.read(Map.of("page_token", List.of(token), "limit", List.of("2")))
                        .oneMore()
                        .skip());
        assertTrue(GroupJson.page(Collections.nCopies(2, group()), first).isNull("next_page_token"));
        for (String foreign : List.of("2", "g0", "g-1", "g9999999", "gg1")) {
            assertThrows(
                    ProblemException.class, () -> GroupsRequest.read(Map.of("page_token", List.of(foreign))), foreign);
        }
    }

    @Test
    void aGroupIsWrittenWithAllThatItsMembersShare() {
        assertEquals(
                "{\"key\":\"0af0\",\"definition\":\"import\",\"error_code\":\"DATA_ERROR\","
                        + "\"exception\":\"java.io.IOException\",\"frame\":null,\"message\":\"torn\",\"count\":\"7\","
                        + "\"first_seen_at\":\"2026-07-01T12:00:00Z\",\"last_seen_at\":\"2026-07-02T12:00:00Z\","
                        + "\"trend\":[0,7],\"sample_job\":\"00000000-0000-0001-0000-000000000002\"}",
                GroupJson.one(group()).toString());
    }

    private static DeadLetterGroup group() {
        return new DeadLetterGroup(
                "0af0",
                "import",
                "DATA_ERROR",
                Optional.of("java.io.IOException"),
                Optional.empty(),
                "torn",
                new UUID(1, 2),
                7,
                Instant.parse("2026-07-01T12:00:00Z"),
                Instant.parse("2026-07-02T12:00:00Z"),
                List.of(0L, 7L));
    }

    @Test
    void anActionIsReadWithItsTerms() {
        assertEquals(
                new GroupAction(GroupAction.Kind.RETRY, 1_000, false, ""), GroupAction.read("{\"action\": \"retry\"}"));
        assertEquals(
                new GroupAction(GroupAction.Kind.REDRIVE, 5, true, "mended"),
                GroupAction.read("{\"action\": \"redrive\", \"limit\": 5, \"cascade\": true, \"reason\": \"mended\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                        | /action
                    {"action": "cancel"}                      | /action
                    {"action": "RETRY"}                       | /action
                    {"action": "retry", "limit": 0}           | /limit
                    {"action": "retry", "limit": 1001}        | /limit
                    {"action": "retry", "limit": 1.5}         | /limit
                    {"action": "retry", "limit": 1e400}       | /limit
                    {"action": "retry", "limit": "7"}         | /limit
                    {"action": "retry", "cascade": "yes"}     | /cascade
                    {"action": "discard", "cascade": true}    | /cascade
                    {"action": "retry", "ids": []}            | /ids
                    """)
    void anActionThatDoesNotFitIsRefusedByName(String body, String pointer) {
        assertEquals(
                pointer,
                assertThrows(InvalidRequestException.class, () -> GroupAction.read(body))
                        .violations()
                        .get(0)
                        .pointer());
    }
}
