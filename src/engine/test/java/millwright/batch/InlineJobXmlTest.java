package millwright.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Json;
import millwright.job.AttemptEnd;
import millwright.job.AttemptOutcome;
import millwright.job.AttemptScope;
import millwright.job.InvalidRequestException;
import millwright.job.JobDefinition;
import millwright.job.JobRequest;
import millwright.job.OwnTransaction;
import millwright.job.RunningAttempt;
import millwright.job.Violation;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** B11: job XML that comes with a request. */
@PostgresTest
class InlineJobXmlTest extends ItemsJobTest {

    private static final String ITEMS_JOB =
            """
            <job id="items">
              <step id="import">
                <chunk item-count="10">
                  <reader ref="numbersReader"/>
                  <processor ref="numbersProcessor"/>
                  <writer ref="numbersWriter"/>
                </chunk>
              </step>
            </job>
            """;

    private final InlineJobXml inline = bench.runner().inlineJobXml();

    InlineJobXmlTest(TestDatabase database) {
        super(database);
    }

    @Test
    void itsTextIsKeptByItsHashAndRunsWithTheJobsParameters() {
        JobRequest request = inline.request(ITEMS_JOB, Json.object("{\"factor\": 1}"), "ann");
        assertEquals(InlineJobXml.DEFINITION, request.definition());
        RunningAttempt attempt = bench.claim(request.definition(), request.parameters());
        assertEquals(Optional.empty(), inline.document(attempt.jobId()));
        assertEquals(AttemptOutcome.COMPLETED, bench.run(attempt).outcome());
        assertEquals(numbersTo(ITEMS), bench.written());
        assertEquals(Optional.of(ITEMS_JOB), inline.document(attempt.jobId()));
        assertEquals("items", database.text("SELECT job_name FROM millwright.job_instance"));
        assertEquals(
                request.parameters().getString(InlineJobXml.PARAMETER),
                database.text("SELECT xml_hash FROM millwright.job_instance"));
    }

    @Test
    void oneTextIsKeptOnceHoweverManyJobsRunIt() {
        request(ITEMS_JOB);
        request(ITEMS_JOB);
        request(ITEMS_JOB.replace("item-count=\"10\"", "item-count=\"5\""));
        assertEquals("2", database.text("SELECT count(*) FROM millwright.job_xml"));
    }

    @Test
    void anotherNodeGoesOnWithIt() {
        script.beforeWriting = numbers -> {
            if (numbers.contains(25)) {
                throw new IllegalStateException("once");
            }
        };
        RunningAttempt first = bench.claim(InlineJobXml.DEFINITION, request(ITEMS_JOB));
        assertEquals(AttemptOutcome.FAILED, bench.run(first).outcome());
        script.beforeWriting = numbers -> {};

        RunningAttempt next = bench.next(first);
        AttemptEnd end = AttemptScope.during(next, () -> another(true).run(next));
        assertEquals(AttemptOutcome.COMPLETED, end.outcome(), () -> end.error().message());
        assertEquals(numbersTo(ITEMS), bench.written());
    }

    @Test
    void itIsADefinitionLikeAnyOtherWhereItIsAllowed() {
        JobDefinition definition = bench.runner().definitions().stream()
                .filter(known -> known.name().equals(InlineJobXml.DEFINITION))
                .findFirst()
                .orElseThrow();
        assertEquals(JobDefinition.Kind.BATCH, definition.kind());
        assertTrue(definition
                .parameters()
                .document()
                .getJsonArray("required")
                .toString()
                .contains("job_xml"));
    }

    @Test
    void whereItIsNotAllowedItIsRefusedAndNeverClaimed() {
        BatchRunner closed = another(false);
        String refusal = assertThrows(InvalidRequestException.class, () -> closed.inlineJobXml()
                        .request(ITEMS_JOB, JsonValue.EMPTY_JSON_OBJECT, "ann"))
                .getMessage();
        assertTrue(refusal.contains("millwright.batch.inline-xml"), refusal);
        assertTrue(closed.definitions().stream().noneMatch(known -> known.name().equals(InlineJobXml.DEFINITION)));
    }

    @Test
    void whatItSaysOfItsJobsGoesWithTheRequest() {
        String document = ITEMS_JOB.replace(
                "<job id=\"items\">",
                "<job id=\"items\"><properties><property name=\"millwright.queue\" value=\"night\"/>"
                        + "<property name=\"millwright.start-timeout\" value=\"PT2H\"/>"
                        + "<property name=\"millwright.max-attempts\" value=\"3\"/></properties>");
        JobRequest request = inline.request(document, JsonValue.EMPTY_JSON_OBJECT, "ann");
        assertEquals(Optional.of("night"), request.queue());
        assertEquals(3, request.retry().orElseThrow().maxAttempts());
        assertEquals(Optional.of(Duration.ofHours(2)), request.startTimeout());
        assertEquals(Optional.empty(), request.timeout());
    }

    @Test
    void allThatIsWrongIsSaidAndNothingKept() {
        List<Violation> violations = assertThrows(
                        InvalidRequestException.class,
                        () -> request("<job id='j'>\n<step id='a'/>\n<step id='b'><batchlet ref='none'/></step></job>"))
                .violations();
        assertEquals(2, violations.size());
        assertEquals("/job_xml", violations.get(0).pointer());
        assertTrue(violations.get(0).detail().startsWith("inline-job-xml:2:15: "), violations::toString);
        assertEquals("0", database.text("SELECT count(*) FROM millwright.job_xml"));
    }

    @Test
    void aTextOfMoreThanAMebibyteIsRefused() {
        String large = "<job id='j'><!--" + "x".repeat(1 << 20) + "--></job>";
        assertTrue(assertThrows(InvalidRequestException.class, () -> request(large))
                .getMessage()
                .contains("1 MiB"));
    }

    @Test
    void aHashThatIsNotKeptFailsTheJobAndSaysSo() {
        JsonObject parameters = Json.object("{\"millwright.job_xml\": \"" + "0".repeat(64) + "\"}");
        AttemptEnd end = bench.run(bench.claim(InlineJobXml.DEFINITION, parameters));
        assertEquals(AttemptOutcome.FAILED, end.outcome());
        assertEquals("CONFIGURATION_ERROR", end.error().code());
        assertTrue(end.error().message().contains("is not kept"), end.error().message());
    }

    @Test
    void whatRanOfTheClassPathIsNotedByItsHash() {
        RunningAttempt first = bench.claim("items");
        RunningAttempt second = bench.claim("three-steps");
        assertEquals(AttemptOutcome.COMPLETED, bench.run(first).outcome());
        assertEquals(AttemptOutcome.COMPLETED, bench.run(second).outcome());
        assertNotEquals(hash(first.jobId()), hash(second.jobId()));
        assertEquals(64, hash(first.jobId()).length());
    }

    private String hash(UUID job) {
        return database.text("SELECT xml_hash FROM millwright.job_instance WHERE job_id = '" + job + "'");
    }

    private JsonObject request(String document) {
        return inline.request(document, JsonValue.EMPTY_JSON_OBJECT, "ann").parameters();
    }

    private BatchRunner another(boolean allowed) {
        return new BatchRunner(
                new Database(bench.transactions().dataSource()),
                () -> new ContainerTransactions(bench.transactions(), bench.transactions()),
                BatchBench.beans(),
                BatchBench.loader(),
                new BatchConfig(false, allowed, 0),
                new PartitionThreads(0, Thread::new),
                new OwnTransaction(() -> false, Thread::new));
    }
}
