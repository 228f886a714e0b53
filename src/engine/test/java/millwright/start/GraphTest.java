package millwright.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import millwright.config.Settings;
import millwright.job.AfterCommit;
import millwright.job.AttemptEnd;
import millwright.job.JobRequest;
import millwright.testing.FakeRunner;
import millwright.testing.PostgresTest;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** W2 with a graph of ten thousand jobs: its order holds, and no completion looks through it. */
@PostgresTest
class GraphTest {

    private static final int JOBS = 10_000;
    private static final int MOST_PARENTS = 4;
    private static final int NEAR = 500;

    /** Rows that all scans of a table may read, for each of its rows: a scan for each completion reads thousands. */
    private static final int FACTOR = 50;

    private static final String SCANNED =
            "SELECT seq_tup_read FROM pg_stat_user_tables WHERE schemaname = 'millwright' AND relname = ?";

    @TempDir
    private Path folder;

    /** The order in which jobs ran. */
    private final Queue<UUID> ran = new ConcurrentLinkedQueue<>();

    @Test
    void runsEachJobAfterAllItWaitsForAndLooksThroughTheGraphForNone() throws IOException, InterruptedException {
        long seed = System.nanoTime();
        try (TestDatabase database = TestDatabase.migrated()) {
            List<Set<Integer>> graph = graph(new Random(seed));
            List<UUID> ids = run(database, requests(graph));
            assertEquals(
                    JOBS,
                    database.number("SELECT count(*) FROM millwright.job_archive WHERE state = 'COMPLETED'"),
                    () -> "seed " + seed);
            assertInOrder(graph, ids, seed);
            // only with its end a session tells all that it has read
            database.endIdleSessions();
            assertScanned(database, "job", JOBS);
            assertScanned(
                    database,
                    "job_dependency",
                    graph.stream().mapToInt(Set::size).sum());
        }
    }

    /** For each job those of the jobs before it that it waits for. */
    private static List<Set<Integer>> graph(Random random) {
        List<Set<Integer>> graph = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            Set<Integer> parents = new HashSet<>();
            for (int p = random.nextInt(MOST_PARENTS + 1); p > 0 && i > 0; p--) {
                parents.add(i - 1 - random.nextInt(Math.min(i, NEAR)));
            }
            graph.add(parents);
        }
        return graph;
    }

    private static List<JobRequest> requests(List<Set<Integer>> graph) {
        List<JobRequest> requests = new ArrayList<>();
        for (int i = 0; i < graph.size(); i++) {
            JobRequest request = JobRequest.of("work", "test").withName("job " + i);
            for (int parent : graph.get(i)) {
                request = request.dependingOnNamed("job " + parent);
            }
            requests.add(request);
        }
        return requests;
    }

    private List<UUID> run(TestDatabase database, List<JobRequest> graph) throws InterruptedException {
        String token = folder.resolve("token").toString();
        Engine engine = new Engine(
                database.dataSource(),
                new Settings(key -> Optional.ofNullable(
                        Map.of("millwright.access.token-file", token).get(key))),
                Executors.defaultThreadFactory(),
                new AfterCommit(Optional.empty()),
                unused -> List.of(FakeRunner.of("work", attempt -> {
                    ran.add(attempt.jobId());
                    return AttemptEnd.completed(null);
                })));
        engine.start();
        try {
            engine.runJobs();
            List<UUID> ids = engine.jobs().submitAll(graph);
            assertTrue(engine.jobs().awaitAll(ids, Duration.ofSeconds(50)), "the graph has come to a halt");
            return ids;
        } finally {
            engine.stop();
        }
    }

    private void assertInOrder(List<Set<Integer>> graph, List<UUID> ids, long seed) {
        Map<UUID, Integer> place = new HashMap<>();
        ran.forEach(job -> place.put(job, place.size()));
        assertEquals(JOBS, place.size(), "each ran");
        for (int i = 0; i < graph.size(); i++) {
            int own = place.get(ids.get(i));
            for (int parent : graph.get(i)) {
                assertTrue(place.get(ids.get(parent)) < own, () -> "before what it waits for, seed " + seed);
            }
        }
    }

    private static void assertScanned(TestDatabase database, String table, long rows) {
        long read = database.number(SCANNED, table);
        assertTrue(read < FACTOR * rows, () -> "scans of " + table + " with " + rows + " rows have read " + read);
    }
}
