package millwright.web.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import millwright.access.Caller;
import millwright.access.Role;
import millwright.job.InvalidRequestException;
import millwright.job.JobRequest;
import millwright.job.Priority;
import millwright.job.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds W12. */
class SubmitRequestTest {

    private static final Caller CALLER = new Caller("anna", Role.ADMIN);

    @Test
    void readsEveryMember() {
        JobRequest request = SubmitRequest.read(
                """
                {"definition": "tiny", "parameters": {"year": 2001}, "priority": "HIGH", "correlation_id": "c-1"}
                """,
                CALLER);

        assertEquals("tiny", request.definition());
        assertEquals(2001, request.parameters().getInt("year"));
        assertEquals(Optional.of(Priority.HIGH), request.priority());
        assertEquals(Optional.of("c-1"), request.correlationId());
        assertEquals("anna", request.submitter());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"definition\":\"tiny\"}",
                "{\"definition\":\"tiny\",\"parameters\":null,\"priority\":null,\"correlation_id\":null}"
            })
    void leavesToTheDefinitionWhatIsNotGiven(String body) {
        assertEquals(JobRequest.of("tiny", "anna"), SubmitRequest.read(body, CALLER));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {}                                        | /definition     | is required: a text
                    {"definition":null}                       | /definition     | is required: a text
                    {"definition":7}                          | /definition     | is a number, expected a text
                    {"definition":["tiny"]}                   | /definition     | is an array, expected a text
                    {"definition":"t","parameters":[]}        | /parameters     | is an array, expected an object
                    {"definition":"t","parameters":"{}"}      | /parameters     | is a text, expected an object
                    {"definition":"t","parameters":false}     | /parameters     | is a boolean, expected an object
                    {"definition":"t","priority":1}           | /priority       | is a number, expected a text
                    {"definition":"t","priority":"URGENT"}    | /priority       | is 'URGENT', expected one of CRITICAL, HIGH, NORMAL, LOW
                    {"definition":"t","priority":"high"}      | /priority       | is 'high', expected one of CRITICAL, HIGH, NORMAL, LOW
                    {"definition":"t","correlation_id":{}}    | /correlation_id | is an object, expected a text
                    {"definition":"t\\u0000"}                 | /definition     | expected at most 200 characters and no NUL
                    {"definition":"t","params":{}}            | /params         | unknown member 'params' (nearest: 'parameters')
                    {"definition":"t","correlationId":"c"}    | /correlationId  | unknown member 'correlationId' (nearest: 'correlation_id')
                    {"definition":"t","a/b":"c"}              | /a~1b           | unknown member 'a/b' (nearest: 'priority')
                    {"definition":"t","parameters":{"a":1,"a":1}} | /parameters/a | is given twice
                    """)
    void pointsAtWhatDoesNotFit(String body, String pointer, String detail) {
        assertEquals(List.of(new Violation(pointer, detail)), violations(body));
    }

    @ParameterizedTest
    @CsvSource({"[], an array", "'\"tiny\"', a text", "1, a number", "true, a boolean", "null, null"})
    void wantsAnObject(String body, String found) {
        assertEquals(List.of(new Violation("", "is " + found + ", expected a JSON object")), violations(body));
    }

    @Test
    void namesAllThatIsWrongAtOnce() {
        assertEquals(
                List.of("/x", "/definition", "/parameters", "/priority"),
                violations("{\"x\":1,\"priority\":2,\"parameters\":3}").stream()
                        .map(Violation::pointer)
                        .toList());
    }

    @Test
    void repeatsNoEndlessNames() {
        String name = "x".repeat(1_000_000);

        assertEquals(
                "unknown member",
                violations("{\"definition\":\"t\",\"" + name + "\":1}").get(0).detail());
        assertEquals(
                "expected at most 200 characters and no NUL",
                violations("{\"definition\":\"" + name + "\"}").get(0).detail());
    }

    private static List<Violation> violations(String body) {
        return assertThrows(InvalidRequestException.class, () -> SubmitRequest.read(body, CALLER))
                .violations();
    }
}
