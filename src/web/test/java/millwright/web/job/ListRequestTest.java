package millwright.web.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import millwright.job.JobQuery;
import millwright.job.JobState;
import millwright.web.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds W3. */
class ListRequestTest {

    @Test
    void listsFiftyOfAllUnlessAsked() {
        assertEquals(new JobQuery(Set.of(), Optional.empty(), Optional.empty(), 50), ListRequest.read(Map.of()));
    }

    @Test
    void readsEveryFilter() {
        UUID last = UUID.fromString("019abcde-0123-7456-89ab-cdef01234567");

        assertEquals(
                new JobQuery(Set.of(JobState.QUEUED, JobState.RUNNING), Optional.of("tiny"), Optional.of(last), 200),
                ListRequest.read(Map.of(
                        "state", List.of("QUEUED", "RUNNING", "QUEUED"),
                        "definition", List.of("tiny"),
                        "page_token", List.of(PageToken.after(last)),
                        "limit", List.of("200"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    limit      | 0       | /limit: is '0', expected a whole number from 1 to 200
                    limit      | 201     | /limit: is '201', expected a whole number from 1 to 200
                    limit      | 1.5     | /limit: is '1.5', expected a whole number from 1 to 200
                    limit      | -1      | /limit: is '-1', expected a whole number from 1 to 200
                    limit      | 9999999999 | /limit: is '9999999999', expected a whole number from 1 to 200
                    page_token | x       | /page_token: is 'x', expected a next_page_token of this API
                    stat       | RUNNING | /stat: unknown query parameter 'stat' (nearest: 'state')
                    Limit      | 1       | /Limit: unknown query parameter 'Limit' (nearest: 'limit')
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
    void refusesTwoValuesWhereOneCounts() {
        assertEquals("/limit: is given 2 times, expected once", refusal(Map.of("limit", List.of("1", "2"))));
    }

    @Test
    void refusesTextsThatNoDefinitionIsNamed() {
        assertTrue(refusal(Map.of("definition", List.of("a\0"))).startsWith("/definition: "));
        assertTrue(refusal(Map.of("definition", List.of("a".repeat(201)))).startsWith("/definition: "));
    }

    @Test
    void namesAllThatIsWrongAtOnce() {
        assertTrue(refusal(Map.of("limit", List.of("0"), "page_token", List.of("x"), "y", List.of("z")))
                .endsWith(" (and 2 more)"));
    }

    private static String refusal(Map<String, List<String>> query) {
        return assertThrows(ProblemException.class, () -> ListRequest.read(query))
                .getMessage();
    }
}
