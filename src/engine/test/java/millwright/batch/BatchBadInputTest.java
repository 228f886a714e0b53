package millwright.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import millwright.database.Json;
import millwright.job.AttemptEnd;
import millwright.job.AttemptOutcome;
import millwright.job.RunningAttempt;
import millwright.retry.ErrorCategory;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** B14: what no check can see before the job runs fails it, with the place and the reason, and leaves nothing open. */
@PostgresTest
class BatchBadInputTest extends ItemsJobTest {

    BatchBadInputTest(TestDatabase database) {
        super(database);
    }

    private record Position(int line) implements Serializable {}

    @Test
    void aCheckpointThatIsNoneFailsTheJobAtItsStep() {
        AttemptEnd end = afterReplacing("reader_checkpoint", new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        assertFailed(end, "step 'import': the reader's checkpoint", "cannot be read", "invalid stream header");
    }

    @Test
    void aCheckpointOfAClassThatIsGoneNamesTheClass() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Position(7));
        }
        String renamed = bytes.toString(StandardCharsets.ISO_8859_1).replace("$Position", "$Vanished");
        AttemptEnd end = afterReplacing("reader_checkpoint", renamed.getBytes(StandardCharsets.ISO_8859_1));
        assertFailed(end, "step 'import': the reader's checkpoint", "millwright.batch.BatchBadInputTest$Vanished");
    }

    @ParameterizedTest
    @ValueSource(strings = {"writer_checkpoint", "persistent_user_data"})
    void theSameOfTheOthers(String column) {
        assertFailed(afterReplacing(column, new byte[] {1, 2, 3}), "step 'import'", "cannot be read");
    }

    @Test
    void aCheckpointOfAPartitionNamesThePartition() {
        script.ranges.working = from -> {};
        AtomicBoolean failed = new AtomicBoolean();
        script.reading = number -> {
            if (number == 30 && failed.compareAndSet(false, true)) {
                throw new IllegalArgumentException("not yet");
            }
        };
        RunningAttempt first = bench.claim("ranges");
        assertEquals(AttemptOutcome.FAILED, bench.run(first).outcome());
        database.sql("UPDATE millwright.partition_execution SET reader_checkpoint = ?", (Object) new byte[] {1, 2, 3});
        assertFailed(bench.run(bench.next(first)), "step 'spread': the reader's checkpoint of partition ");
        assertEquals("0", database.text("SELECT count(*) FROM millwright.partition_execution WHERE ended_at IS NULL"));
    }

    @Test
    void aStepThatIsReachedTwiceFailsTheJob() {
        AttemptEnd end = run("<job id='j'><step id='a' next='b'><batchlet ref='lastBatchlet'/></step><step id='b'>"
                + "<batchlet ref='lastBatchlet'/><next on='*' to='a'/></step></job>");
        assertFailed(end, "'a'", "[a, b]");
    }

    @Test
    void aRefThatAnExpressionMakesUpIsNamed() {
        AttemptEnd end = run(
                "<job id='j'><step id='a'><batchlet ref=\"#{jobParameters['what']}\"/></step></job>",
                "{\"what\": \"noSuchBatchlet\"}");
        assertFailed(end, "step 'a'", "noSuchBatchlet");
    }

    @Test
    void aNumberThatAnExpressionMakesUpIsNamed() {
        AttemptEnd end = run(
                "<job id='j'><step id='a'><chunk item-count=\"#{jobParameters['n']}\"><reader ref='numbersReader'/>"
                        + "<writer ref='numbersWriter'/></chunk></step></job>",
                "{\"n\": \"many\"}");
        assertFailed(end, "many");
    }

    private AttemptEnd afterReplacing(String column, byte[] bytes) {
        script.beforeWriting = numbers -> {
            if (numbers.contains(25)) {
                throw new IllegalStateException("once");
            }
        };
        RunningAttempt first = bench.claim("items");
        assertEquals(AttemptOutcome.FAILED, bench.run(first).outcome());
        script.beforeWriting = numbers -> {};
        database.sql("UPDATE millwright.step_execution SET " + column + " = ?", (Object) bytes);
        return bench.run(bench.next(first));
    }

    private AttemptEnd run(String document) {
        return run(document, "{}");
    }

    private AttemptEnd run(String document, String parameters) {
        JsonObject given = bench.runner()
                .inlineJobXml()
                .request(document, Json.object(parameters), "ann")
                .parameters();
        return bench.run(bench.claim(InlineJobXml.DEFINITION, given));
    }

    private void assertFailed(AttemptEnd end, String... parts) {
        assertEquals(AttemptOutcome.FAILED, end.outcome());
        String message = end.error().message();
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "'" + part + "' is not in: " + message);
        }
        assertEquals(ErrorCategory.PERMANENT, end.error().category(), message);
        assertEquals("0", database.text("SELECT count(*) FROM millwright.job_execution WHERE ended_at IS NULL"));
        assertEquals("0", database.text("SELECT count(*) FROM millwright.step_execution WHERE ended_at IS NULL"));
    }
}
