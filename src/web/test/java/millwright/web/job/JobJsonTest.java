package millwright.web.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import millwright.batch.BatchProgress;
import millwright.batch.SkippedItem;
import millwright.batch.SkippedItem.Phase;
import millwright.job.JobState;
import org.junit.jupiter.api.Test;

/** Holds W13. */
class JobJsonTest {

    @Test
    void showsARunningJobWithItsStepsAndCounts() {
        JsonObject expected = json(
                """
                {"id":"019abcde-0123-7456-89ab-cdef01234567","definition":"tiny","queue":"default","priority":"NORMAL",
                 "state":"RUNNING","control":null,
                 "progress":{"fraction":0.4235,"message":"import: 4,200 read, 122 written, 3 skipped"},
                 "steps_total":2,
                 "steps":[{"name":"import","batch_status":"STARTED","exit_status":null,"fraction":0.8471,
                   "read_count":"4200","write_count":"122","filter_count":"4070","skip_count":"3","commit_count":"9",
                   "rollback_count":"0","started_at":"2026-01-02T03:04:05.678Z","ended_at":null}],
                 "round":1,
                 "attempts":[
                   {"number":1,"round":1,"node":"00000000-0000-4000-8000-000000000001","outcome":"LOST",
                    "started_at":"2026-01-02T03:04:05.678Z","ended_at":"2026-01-02T03:04:05.678Z",
                    "error":{"code":"NODE_LOST","category":"TRANSIENT","message":"gone"}},
                   {"number":2,"round":1,"node":"00000000-0000-4000-8000-000000000001","outcome":null,
                    "started_at":"2026-01-02T03:04:05.678Z","ended_at":null,"error":null}],
                 "parameters":{"year":2001},"result":null,"error":null,"submitter":"anna","correlation_id":null,
                 "schedule":"nightly","fire_at":"2026-01-02T03:04:05.678Z",
                 "created_at":"2026-01-02T03:04:05.678Z","started_at":"2026-01-02T03:04:05.678Z","finished_at":null,
                 "tags":["eu"],"metadata":{"case":7},"run_at":null,"expires_at":null,
                 "deadline":"2026-01-02T03:04:05.678Z","waits_for":0,"concurrency_key":"tenant-1","unique_key":"2001",
                 "parent":"00000000-0000-4000-8000-000000000001","retry_of":null,"redriven_from":null}
                """);

        assertEquals(expected, JobJson.whole(SampleJob.in(JobState.RUNNING), SampleJob.PROGRESS));
    }

    @Test
    void showsInAListAllButSteps() {
        JsonObject whole = JobJson.whole(SampleJob.in(JobState.RUNNING), SampleJob.PROGRESS);
        JsonObject item = JobJson.item(SampleJob.in(JobState.RUNNING), SampleJob.PROGRESS);

        item.forEach((name, value) -> assertEquals(whole.get(name), value, name));
        assertEquals(whole.size() - 2, item.size());
        assertFalse(item.containsKey("steps") || item.containsKey("steps_total"));
    }

    @Test
    void showsNoProgressInAListOfAJobThatDoesNotRun() {
        assertTrue(JobJson.item(SampleJob.in(JobState.COMPLETED), null).isNull("progress"));
    }

    @Test
    void showsNoProgressOfAJobThatHasNotBegun() {
        JsonObject job = JobJson.whole(SampleJob.in(JobState.QUEUED), new BatchProgress(0, List.of()));

        assertEquals(json("{\"fraction\":0,\"message\":\"\"}"), job.getJsonObject("progress"));
        assertTrue(job.getJsonArray("steps").isEmpty());
    }

    @Test
    void countsACompletedJobAsWholeEvenIfItLeftStepsOut() {
        JsonObject job = JobJson.whole(SampleJob.in(JobState.COMPLETED), SampleJob.PROGRESS);

        assertEquals(1, job.getJsonObject("progress").getInt("fraction"));
    }

    @Test
    void saysOneOfNothingThatIsNotOver() {
        assertEquals("0.9999", Fraction.json(0.99999).toString());
        assertEquals("1", Fraction.json(1).toString());
        assertEquals("0.5", Fraction.json(0.5).toString());
        assertEquals("0", Fraction.json(0.00001).toString());
    }

    @Test
    void showsWhatWasSkipped() {
        var items = List.of(
                new SkippedItem("import", Long.MAX_VALUE, Phase.READ, "bad date", "a,b"),
                new SkippedItem("import", 2, Phase.WRITE, "no room", null));

        assertEquals(
                json(
                        """
                        {"items":[
                          {"step":"import","position":"9223372036854775807","phase":"READ","kind":"SKIPPED","partition":null,"reason":"bad date","item":"a,b"},
                          {"step":"import","position":"2","phase":"WRITE","kind":"SKIPPED","partition":null,"reason":"no room","item":null}],
                         "next_page_token":null}
                        """),
                StepJson.skipped(items, null));
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }
}
