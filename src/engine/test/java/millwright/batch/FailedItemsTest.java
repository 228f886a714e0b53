package millwright.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import millwright.batch.SkippedItem.Kind;
import millwright.batch.SkippedItem.Phase;
import millwright.database.Json;
import millwright.job.AttemptOutcome;
import millwright.job.RunningAttempt;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** B20: the items that a step failed on, and the export of all that are listed. */
@PostgresTest
class FailedItemsTest extends ItemsJobTest {

    FailedItemsTest(TestDatabase database) {
        super(database);
    }

    @Test
    void theItemThatFailsAStepIsListedBesideTheSkippedOnes() {
        script.processing = n -> {
            if (n == 13) {
                throw new InvalidItemException(n, "is unlucky", "number " + n);
            }
            if (n == 17) {
                throw new IllegalArgumentException("no more memory");
            }
        };
        assertEquals(
                List.of(
                        new SkippedItem("import", 13, Phase.PROCESS, "is unlucky", "number 13"),
                        failed(17, Phase.PROCESS, "java.lang.IllegalArgumentException: no more memory", "17")),
                bench.batchJobs().skippedItems(failing("items").jobId(), 10));
    }

    @Test
    void anItemThatCannotBeReadIsListedByItsPosition() {
        script.reading = n -> {
            if (n == 17) {
                throw new IllegalArgumentException("the file is gone");
            }
        };
        assertEquals(
                List.of(failed(17, Phase.READ, "java.lang.IllegalArgumentException: the file is gone", null)),
                bench.batchJobs().skippedItems(failing("items").jobId(), 10));
    }

    @Test
    void aChunkThatCannotBeWrittenIsListedItemByItem() {
        script.beforeWriting = numbers -> {
            if (numbers.contains(15)) {
                throw new IllegalArgumentException("duplicate");
            }
        };
        List<SkippedItem> items =
                bench.batchJobs().skippedItems(failing("items").jobId(), 100);
        assertEquals(
                List.of(11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L, 20L),
                items.stream().map(SkippedItem::position).toList());
        assertTrue(items.stream().allMatch(item -> item.kind() == Kind.FAILED && item.phase() == Phase.WRITE));
    }

    @Test
    void theExceptionOfAFailedStepIsKeptWithTheItemItFailedOn() {
        script.processing = n -> {
            if (n == 17) {
                throw new InvalidItemException(1_017, "is unlucky", null);
            }
        };
        failing("one-chunk");
        JsonObject kept = exception("step_execution");
        assertEquals(InvalidItemException.class.getName(), kept.getString("class"));
        assertEquals("line 1017: is unlucky", kept.getString("message"));
        assertTrue(kept.getString("stack").contains("NumbersProcessor.processItem"));
        assertEquals("import", kept.getString("step"));
        assertEquals(1_017, kept.getInt("position"));
        assertFalse(kept.containsKey("partition"));
    }

    @Test
    void theExceptionOfAFailedPartitionToo() {
        script.reading = n -> {
            if (n == 17) {
                throw new IllegalArgumentException("the file is gone");
            }
        };
        failing("ranges");
        JsonObject kept = exception("partition_execution");
        assertEquals(IllegalArgumentException.class.getName(), kept.getString("class"));
        assertEquals("spread", kept.getString("step"));
        assertEquals(1, kept.getInt("partition"));
        assertEquals(6, kept.getInt("position"), "the sixth of its partition");
    }

    @Test
    void theExceptionOfABatchletHasNoPosition() {
        script.last = attempt -> {
            throw new IllegalStateException("not yet");
        };
        failing("start-again");
        JsonObject kept = exception("step_execution");
        assertEquals("last", kept.getString("step"));
        assertFalse(kept.containsKey("position"));
    }

    private JsonObject exception(String table) {
        return Json.object(
                database.text("SELECT exception::text FROM millwright." + table + " WHERE batch_status = 'FAILED'"));
    }

    @Test
    void tenThousandItemsAreExportedInTheirOrder() throws IOException {
        RunningAttempt attempt = bench.claim("items");
        assertEquals(AttemptOutcome.COMPLETED, bench.run(attempt).outcome());
        database.sql(
                """
                INSERT INTO millwright.skipped_item (job_instance_id, step_name, partition_id, position, phase, reason,
                                                     item)
                SELECT i.id, 'import', n % 3 - 1, n, 'READ', 'a "quote", and more', CASE WHEN n > 1 THEN 'x' END
                  FROM millwright.job_instance i, generate_series(1, 10000) AS n
                """);
        SkippedItemsExport export = new SkippedItemsExport(bench.batchJobs());
        StringWriter csv = new StringWriter();
        export.csv(attempt.jobId(), csv);
        List<String> lines = csv.toString().lines().toList();
        assertEquals("step,partition,position,phase,kind,reason,item", lines.get(0));
        assertEquals("\"import\",,3,READ,SKIPPED,\"a \"\"quote\"\", and more\",\"x\"", lines.get(1));
        assertEquals(10_001, lines.size());
        assertEquals(10_001, lines.stream().distinct().count());
        StringWriter json = new StringWriter();
        export.jsonLines(attempt.jobId(), json);
        List<String> objects = json.toString().lines().toList();
        assertEquals(10_000, objects.size());
        assertEquals(3, Json.object(objects.get(0)).getInt("position"));
        assertEquals(
                1,
                objects.stream()
                        .filter(line -> Json.object(line).isNull("item"))
                        .count());
    }

    private RunningAttempt failing(String definition) {
        RunningAttempt attempt = bench.claim(definition);
        assertEquals(AttemptOutcome.FAILED, bench.run(attempt).outcome());
        return attempt;
    }

    private static SkippedItem failed(long position, Phase phase, String reason, String item) {
        return new SkippedItem("import", position, phase, reason, item, null, Kind.FAILED);
    }
}
