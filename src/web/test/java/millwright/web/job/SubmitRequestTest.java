package millwright.web.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import millwright.access.Caller;
import millwright.access.Role;
import millwright.job.ConcurrencyKey;
import millwright.job.Dependency;
import millwright.job.InvalidRequestException;
import millwright.job.JobDefinition;
import millwright.job.JobPolicy;
import millwright.job.JobRequest;
import millwright.job.ParameterSchema;
import millwright.job.Priority;
import millwright.job.UniqueKey;
import millwright.job.Violation;
import millwright.job.Visibility;
import millwright.retry.RetryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds W12. */
class SubmitRequestTest {

    private static final Caller CALLER = new Caller("anna", Role.ADMIN);
    private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final RetryPolicy USUAL = new RetryPolicy(3, Duration.ofSeconds(1), 2, Duration.ofMinutes(5));

    private static final JobReader READER = reader(Visibility.ALL);

    private static JobReader reader(Visibility sight) {
        return new JobReader(
                CALLER,
                sight,
                name -> Optional.of(new JobDefinition(
                        name,
                        JobDefinition.Kind.METHOD,
                        name,
                        "",
                        "default",
                        Priority.NORMAL,
                        ParameterSchema.any(),
                        JobPolicy.PLAIN.withRetry(USUAL),
                        Optional.empty())));
    }

    @Test
    void readsEveryMember() {
        SubmitRequest request = SubmitRequest.read(
                """
                {"definition": "tiny", "parameters": {"year": 2001}, "queue": "slow", "priority": "HIGH",
                 "run_at": "2030-01-02T03:04:05+01:00", "expires_at": "2031-01-01T00:00:00Z",
                 "depends_on": [{"id": "%s"}, {"name": "first", "on_failure": "RUN"}],
                 "start_timeout": "PT10M", "timeout": "PT1M", "total_timeout": "PT1H", "retry": {"max_attempts": 5, "delay": "PT2S"},
                 "tags": ["a", "b"], "metadata": {"case": 7}, "correlation_id": "c-1",
                 "unique_key": "u", "unique_until": "PERIOD", "unique_period": "PT5M",
                 "concurrency_key": "tenant", "concurrency_slots": 4, "parent": "%s", "mode": "auto"}
                """
                        .formatted(ID, ID),
                READER);

        assertEquals(Optional.of(Mode.AUTO), request.mode());
        assertEquals(
                JobRequest.of("tiny", "anna")
                        .withParameters(
                                Json.createObjectBuilder().add("year", 2001).build())
                        .withQueue("slow")
                        .withPriority(Priority.HIGH)
                        .withRunAt(Instant.parse("2030-01-02T02:04:05Z"))
                        .withExpiresAt(Instant.parse("2031-01-01T00:00:00Z"))
                        .dependingOn(Dependency.on(ID))
                        .dependingOnNamed("first", Dependency.OnFailure.RUN)
                        .withStartTimeout(Duration.ofMinutes(10))
                        .withTimeout(Duration.ofMinutes(1))
                        .withTotalTimeout(Duration.ofHours(1))
                        .withRetry(new RetryPolicy(5, Duration.ofSeconds(2), 2, Duration.ofMinutes(5)))
                        .withTags(List.of("a", "b"))
                        .withMetadata(Json.createObjectBuilder().add("case", 7).build())
                        .withCorrelationId("c-1")
                        .withUnique(UniqueKey.forPeriod("u", Duration.ofMinutes(5)))
                        .withConcurrency(new ConcurrencyKey("tenant", 4))
                        .withParent(ID)
                        .withSight(Visibility.ALL),
                request.job());
        assertEquals(
                Optional.of(Duration.ofSeconds(9)),
                SubmitRequest.read("{\"definition\":\"t\",\"delay\":\"PT9S\"}", READER)
                        .job()
                        .delay());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"definition\":\"tiny\"}",
                "{\"definition\":\"tiny\",\"parameters\":null,\"priority\":null,\"correlation_id\":null}",
                "{\"definition\":\"tiny\",\"depends_on\":[],\"mode\":null}"
            })
    void leavesToTheDefinitionWhatIsNotGiven(String body) {
        assertEquals(
                new SubmitRequest(JobRequest.of("tiny", "anna"), Optional.empty()), SubmitRequest.read(body, READER));
    }

    @Test
    void namesNoJobsThatTheCallerDoesNotSee() {
        Visibility own = new Visibility(Optional.of("anna"), Set.of(), Set.of());
        assertEquals(
                JobRequest.of("tiny", "anna").withSight(own),
                SubmitRequest.read("{\"definition\":\"tiny\"}", reader(own)).job());
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
                    {"definition":"t","params":{}}            | /params         | unknown member 'params' (nearest: 'parent')
                    {"definition":"t","correlationId":"c"}    | /correlationId  | unknown member 'correlationId' (nearest: 'correlation_id')
                    {"definition":"t","parameters":{"a":1,"a":1}} | /parameters/a | is given twice
                    {"definition":"t","mode":"SYNC"}          | /mode           | is 'SYNC', expected one of async, sync, auto
                    {"definition":"t","delay":"-PT1S"}        | /delay          | is '-PT1S', expected an ISO-8601 duration from PT0S to PT87600H
                    {"definition":"t","timeout":"PT0S"}       | /timeout        | is 'PT0S', expected an ISO-8601 duration from PT0.001S to PT87600H
                    {"definition":"t","retry":{"factor":0}}   | /retry/factor   | factor is 0.0, expected a number from 1 to 100
                    {"definition":"t","retry":{"delays":"PT1S"}} | /retry/delays | unknown member 'delays' (nearest: 'delay')
                    {"definition":"t","retry":3}              | /retry          | is a number, expected an object
                    {"definition":"t","depends_on":[{}]}      | /depends_on/0/id | expected the id of a job or, within a bulk, the name of one, and not both
                    {"definition":"t","depends_on":[{"id":"7"}]} | /depends_on/0/id | expected the id of a job, a UUID
                    {"definition":"t","unique_until":"STARTED"} | /unique_key   | is required where unique_until or unique_period is given
                    {"definition":"t","unique_key":"u","unique_until":"PERIOD"} | /unique_period | belongs to unique_until PERIOD, and to nothing else
                    {"definition":"t","concurrency_slots":1}  | /concurrency_key | is required where concurrency_slots is given
                    {"definition":"t","concurrency_key":"k","concurrency_slots":0} | /concurrency_slots | is 0, expected a whole number from 1 to 1000000
                    {"definition":"t","parent":"none"}        | /parent         | expected the id of a job, a UUID
                    {"definition":"t","run_at":"tomorrow"}    | /run_at         | is 'tomorrow', expected a time such as 2026-12-31T23:59:59Z
                    """)
    void pointsAtWhatDoesNotFit(String body, String pointer, String detail) {
        assertEquals(new Violation(pointer, detail), violations(body).get(0));
    }

    @ParameterizedTest
    @CsvSource({"[], an array", "'\"tiny\"', a text", "1, a number", "true, a boolean", "null, null"})
    void wantsAnObject(String body, String found) {
        assertEquals(List.of(new Violation("", "is " + found + ", expected a JSON object")), violations(body));
    }

    @Test
    void namesAllThatIsWrongAtOnce() {
        assertEquals(
                List.of("/x", "/definition", "/parameters", "/priority", "/run_at"),
                violations("{\"x\":1,\"priority\":2,\"parameters\":3,\"run_at\":\"never\"}").stream()
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
        return assertThrows(InvalidRequestException.class, () -> SubmitRequest.read(body, READER))
                .violations();
    }
}
