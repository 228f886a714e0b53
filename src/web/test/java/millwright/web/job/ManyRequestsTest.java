package millwright.web.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import millwright.access.Caller;
import millwright.access.Role;
import millwright.access.Scope;
import millwright.job.InvalidRequestException;
import millwright.job.JobRequest;
import millwright.job.Violation;
import millwright.job.Visibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds W12 for what concerns many jobs. */
class ManyRequestsTest {

    private static final String ID = "01890a5d-ac96-774b-bcce-b302099a8057";

    private static BulkRequest bulk(String body) {
        return BulkRequest.read(
                body,
                new JobReader(new Caller("anna", Role.ADMIN), Visibility.ALL, name -> Optional.empty()),
                request -> SubmitScope.beyond(
                        new Scope(java.util.Set.of("default"), java.util.Set.of()), request, name -> Optional.empty()));
    }

    private static List<Violation> refused(Runnable read) {
        return assertThrows(InvalidRequestException.class, read::run).violations();
    }

    @Test
    void answersForEachJobOfABulkByItself() {
        BulkRequest request = bulk(
                """
                {"jobs": [{"definition": "a", "name": "first"}, {"definition": 7, "prioritty": 1}, 3,
                          {"definition": "b", "queue": "secret"}, {"definition": "b", "depends_on": [{"name": "first"}]},
                          {"definition": "c", "mode": "sync"}]}
                """);
        assertEquals(
                List.of(
                        JobRequest.of("a", "anna").withName("first"),
                        JobRequest.of("b", "anna").dependingOnNamed("first")),
                request.fit());
        assertEquals(
                List.of("", "/prioritty", "", "/queue", "", "/mode"),
                request.items().stream()
                        .map(item -> item.violations().isEmpty()
                                ? ""
                                : item.violations().get(0).pointer())
                        .toList());
        assertEquals(
                "is a number, expected a JSON object",
                request.items().get(2).violations().get(0).detail());
    }

    @Test
    void refusesAnAtomicBulkForOneItem() {
        assertEquals(
                List.of("/jobs/1/prioritty", "/jobs/1/definition"),
                refused(() -> bulk("{\"atomic\":true,\"jobs\":[{\"definition\":\"a\"},{\"prioritty\":1}]}")).stream()
                        .map(Violation::pointer)
                        .toList());
    }

    @Test
    void boundsABulk() {
        String job = "{\"definition\":\"a\"}";
        assertEquals(
                10_000,
                bulk("{\"jobs\":[" + String.join(",", Collections.nCopies(10_000, job)) + "]}")
                        .items()
                        .size());
        for (String jobs : List.of(
                "{}",
                "{\"jobs\":[]}",
                "{\"jobs\":7}",
                "{\"jobs\":[" + String.join(",", Collections.nCopies(10_001, job)) + "]}")) {
            assertEquals(
                    new Violation("/jobs", "is required: a list of 1 to 10000 objects"),
                    refused(() -> bulk(jobs)).get(0));
        }
        String wrong = IntStream.range(0, 50).mapToObj(i -> "\"x" + i + "\":1").collect(Collectors.joining(","));
        assertEquals(
                10,
                bulk("{\"jobs\":[{" + wrong + "}]}").items().get(0).violations().size());
    }

    @Test
    void readsAnAction() {
        assertEquals(
                new ActionRequest(
                        ActionRequest.Action.REDRIVE,
                        List.of(UUID.fromString(ID)),
                        Optional.of("late"),
                        true,
                        Optional.empty()),
                ActionRequest.read(
                        "{\"action\":\"redrive\",\"ids\":[\"%s\",\"%s\"],\"cascade\":true,\"reason\":\"late\"}"
                                .formatted(ID, ID)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"ids":["%s"]}                                              | /action
                    {"action":"RETRY","ids":["%s"]}                             | /action
                    {"action":"stop","ids":["%s"]}                              | /action
                    {"action":"retry"}                                          | /ids
                    {"action":"retry","ids":[]}                                 | /ids
                    {"action":"retry","ids":["7"]}                              | /ids
                    {"action":"retry","ids":[7]}                                | /ids
                    {"action":"reprioritise","ids":["%s"]}                      | /priority
                    {"action":"cancel","ids":["%s"],"priority":"HIGH"}          | /priority
                    {"action":"cancel","ids":["%s"],"cascade":true}             | /cascade
                    """)
    void pointsAtWhatDoesNotFitInAnAction(String body, String pointer) {
        assertTrue(
                refused(() -> ActionRequest.read(body.replace("%s", ID))).stream()
                        .anyMatch(violation -> violation.pointer().equals(pointer)),
                body);
    }

    @Test
    void boundsTheIdsOfAnAction() {
        String ids = String.join(",", Collections.nCopies(1_001, "\"" + ID + "\""));
        assertEquals(
                "/ids",
                refused(() -> ActionRequest.read("{\"action\":\"cancel\",\"ids\":[" + ids + "]}"))
                        .get(0)
                        .pointer());
    }

    @Test
    void takesFromWhoActsOnOneJobWhatTheActionKnows() {
        assertEquals(
                "unknown member 'cascade' (nearest: 'reason')",
                refused(() -> OrderRequest.read("{\"cascade\":true}")).get(0).detail());
        assertTrue(OrderRequest.read("{\"cascade\":true}", "cascade").cascade());
        assertEquals(
                "/priority",
                refused(() -> OrderRequest.read("{}", "priority")).get(0).pointer());
        assertEquals(
                "/reason",
                refused(() -> OrderRequest.read("{\"reason\":\"" + "x".repeat(1_001) + "\"}"))
                        .get(0)
                        .pointer());
    }
}
