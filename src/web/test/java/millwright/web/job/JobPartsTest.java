package millwright.web.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import millwright.batch.PartitionView;
import millwright.batch.SkippedItem;
import millwright.batch.StepCounts;
import millwright.job.Dependency;
import millwright.job.JobEvent;
import millwright.job.JobState;
import millwright.job.Lineage;
import millwright.log.LogEntry;
import millwright.web.problem.ProblemException;
import org.junit.jupiter.api.Test;

/** Holds W37 where documents name other jobs, and the places between pages. */
class JobPartsTest {

    private static final UUID OTHER = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

    private static JobEvent event(String name, JsonObject detail) {
        return new JobEvent(SampleJob.TIME, name, "otto", null, null, detail, null);
    }

    @Test
    void anEventNamesNoJobThatIsNotSeen() {
        List<JobEvent> events = List.of(
                event(
                        "REDRIVEN",
                        Json.createObjectBuilder().add("job", OTHER.toString()).build()),
                event(
                        "CANCELLED",
                        Json.createObjectBuilder()
                                .add("dependency", OTHER.toString())
                                .build()),
                event(
                        "DISCARDED",
                        Json.createObjectBuilder().add("reason", "late").build()));
        assertEquals(Set.of(OTHER), EventJson.named(events));
        JsonArray hidden = EventJson.list(events, Set.of());
        assertTrue(hidden.getJsonObject(0).isNull("detail"));
        assertTrue(hidden.getJsonObject(1).isNull("detail"));
        assertEquals("late", hidden.getJsonObject(2).getJsonObject("detail").getString("reason"));
        assertEquals(
                OTHER.toString(),
                EventJson.list(events, Set.of(OTHER))
                        .getJsonObject(0)
                        .getJsonObject("detail")
                        .getString("job"));
    }

    @Test
    void aJobNamesNoJobThatIsNotSeen() {
        var job = SampleJob.in(JobState.COMPLETED);
        UUID parent = job.terms().parent();
        assertTrue(JobJson.whole(job, SampleJob.PROGRESS, Set.of()).isNull("parent"));
        assertEquals(
                parent.toString(),
                JobJson.whole(job, SampleJob.PROGRESS, Set.of(parent)).getString("parent"));
    }

    @Test
    void anEdgeOfTheLineageLeadsBetweenNodesOnly() {
        UUID later = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8058");
        Lineage lineage = new Lineage(
                List.of(
                        new Lineage.Link(OTHER, "tiny", JobState.FAILED, SampleJob.ID, null, null, SampleJob.TIME),
                        new Lineage.Link(later, "tiny", JobState.QUEUED, null, OTHER, null, SampleJob.TIME)),
                List.of(new Lineage.Wait(later, OTHER, Dependency.OnFailure.RUN)),
                true);
        JsonObject graph = LineageJson.graph(lineage);
        assertEquals(2, graph.getJsonArray("nodes").size());
        assertEquals(
                Json.createArrayBuilder()
                        .add(edge(OTHER, later, "RETRY"))
                        .add(edge(OTHER, later, "DEPENDENCY"))
                        .build(),
                graph.getJsonArray("edges"));
    }

    private static JsonObject edge(UUID from, UUID to, String kind) {
        return Json.createObjectBuilder()
                .add("from", from.toString())
                .add("to", to.toString())
                .add("kind", kind)
                .build();
    }

    @Test
    void aStepHasItsPartitions() {
        PartitionView partition = new PartitionView(
                3, "STARTED", null, null, 0.5, new StepCounts(1, 2, 3, 4, 5, 6), SampleJob.TIME, null);
        JsonObject step = StepJson.detailed(SampleJob.PROGRESS.steps(), name -> List.of(partition))
                .getJsonObject(0);
        assertEquals("import", step.getString("name"));
        assertTrue(step.isNull("time_left"));
        assertEquals("2", step.getJsonArray("partitions").getJsonObject(0).getString("write_count"));
        assertEquals(3, step.getJsonArray("partitions").getJsonObject(0).getInt("number"));
    }

    @Test
    void aPageOfSkippedItemsGoesOnWhereTheLastEnded() {
        for (SkippedItem item : List.of(
                new SkippedItem("imp\u00f6rt", 17, SkippedItem.Phase.READ, "r", "i", null, SkippedItem.Kind.SKIPPED),
                new SkippedItem(
                        "s", Long.MAX_VALUE, SkippedItem.Phase.WRITE, null, null, 4, SkippedItem.Kind.FAILED))) {
            SkippedItem place = SkippedToken.read(SkippedToken.after(item)).orElseThrow();
            assertEquals(item.step(), place.step());
            assertEquals(item.position(), place.position());
            assertEquals(item.partition(), place.partition());
            assertEquals(item.kind(), place.kind());
        }
        for (String token : List.of("", "..", "W10", "bnVsbA", "WzFd", "WyJzIiwxLDIsIlJFQUQiXQ")) {
            assertEquals(Optional.empty(), SkippedToken.read(token), token);
        }
    }

    @Test
    void theQueryOfALogIsBounded() {
        var query = new MultivaluedHashMap<String, String>();
        assertEquals(new LogRequest(0, 1_000, Optional.empty(), Level.TRACE), LogRequest.read(query));
        query.putSingle("after", "17");
        query.putSingle("tail", "20");
        query.putSingle("level", "WARNING");
        assertEquals(new LogRequest(17, 1_000, Optional.of(20), Level.WARNING), LogRequest.read(query));
        for (List<String> wrong : List.of(
                List.of("after", "-1"),
                List.of("after", "9999999999999999999"),
                List.of("limit", "0"),
                List.of("limit", "10001"),
                List.of("tail", "10001"),
                List.of("level", "ALL"),
                List.of("level", "info"))) {
            var one = new MultivaluedHashMap<String, String>();
            one.putSingle(wrong.get(0), wrong.get(1));
            assertThrows(ProblemException.class, () -> LogRequest.read(one), wrong::toString);
        }
    }

    @Test
    void aPageOfLogSaysWhereItEndsIfThereMayBeMore() {
        LogEntry line =
                new LogEntry(9, 1, SampleJob.TIME, Level.INFO, "app.Import", "worker", "import", 2, "3 rows", null);
        assertEquals("9", LogJson.page(List.of(line), true).getString("next_after"));
        assertTrue(LogJson.page(List.of(), false).isNull("next_after"));
        assertEquals(
                "2026-01-02T03:04:05.678Z INFO [attempt 1, step import, partition 2] app.Import: 3 rows\n",
                LogJson.plain(line));
    }

    @Test
    void anEntityTagIsFoundAmongOthersWeakOrNot() {
        String tag = EntityTag.of("{}".getBytes(StandardCharsets.UTF_8));
        assertEquals(tag, EntityTag.of("{}".getBytes(StandardCharsets.UTF_8)));
        assertTrue(EntityTag.isIn(List.of("\"a\", W/" + tag), tag));
        assertTrue(EntityTag.isIn(List.of("*"), tag));
        assertFalse(EntityTag.isIn(List.of("\"a\"", tag.substring(1)), tag));
    }
}
