package millwright.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import millwright.testing.PostgresTest;
import millwright.testing.Statements;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** J4: pages of jobs, hot and archived, and what reading them costs. */
@PostgresTest
class JobListTest extends FacadeTest {

    JobListTest(TestDatabase database) {
        super(database);
    }

    @Test
    void pagesGoThroughAllJobsNewestFirstWhereverTheyAre() {
        List<UUID> ids = submit(25);
        for (int i = 0; i < 25; i += 2) {
            archive(ids.get(i), UUID.randomUUID());
        }
        List<UUID> listed = new ArrayList<>();
        Optional<UUID> before = Optional.empty();
        List<Job> page;
        do {
            page = jobs.list(new JobQuery(Set.of(), Optional.empty(), before, 10));
            assertTrue(page.size() <= 10);
            page.forEach(job -> listed.add(job.id()));
            before = page.isEmpty()
                    ? before
                    : Optional.of(page.get(page.size() - 1).id());
        } while (!page.isEmpty());
        Collections.reverse(listed);
        assertEquals(ids, listed);
    }

    @Test
    void aJobThatMovesToTheArchiveBetweenTwoPagesIsNeitherLostNorShownTwice() {
        List<UUID> ids = submit(6);
        List<Job> first = jobs.list(new JobQuery(Set.of(), Optional.empty(), Optional.empty(), 3));
        ids.forEach(id -> archive(id, UUID.randomUUID()));
        List<Job> second = jobs.list(new JobQuery(
                Set.of(), Optional.empty(), Optional.of(first.get(2).id()), 3));
        assertEquals(List.of(ids.get(5), ids.get(4), ids.get(3)), ids(first));
        assertEquals(List.of(ids.get(2), ids.get(1), ids.get(0)), ids(second));
    }

    @Test
    void filtersByStateAndDefinition() {
        List<UUID> capital = submit(4);
        UUID importing = jobs.submit(JobRequest.of("import-losses", "test"));
        archive(capital.get(1), UUID.randomUUID());
        assertEquals(List.of(capital.get(1)), ids(list(Set.of(JobState.COMPLETED), Optional.empty())));
        assertEquals(
                List.of(importing, capital.get(3), capital.get(2), capital.get(0)),
                ids(list(Set.of(JobState.QUEUED, JobState.RUNNING), Optional.empty())));
        assertEquals(List.of(importing), ids(list(Set.of(), Optional.of("import-losses"))));
        assertEquals(List.of(), ids(list(Set.of(JobState.COMPLETED), Optional.of("import-losses"))));
    }

    @Test
    void aPageHoldsFromOneToTwoHundredJobs() {
        assertThrows(
                IllegalArgumentException.class, () -> new JobQuery(Set.of(), Optional.empty(), Optional.empty(), 0));
        assertThrows(
                IllegalArgumentException.class, () -> new JobQuery(Set.of(), Optional.empty(), Optional.empty(), 201));
        assertEquals(200, new JobQuery(Set.of(), Optional.empty(), Optional.empty(), 200).limit());
    }

    @Test
    void findsAndListsByIndexHoweverLongTheHistory() throws Exception {
        database.sql(
                """
                INSERT INTO millwright.job_archive (id, definition, queue, priority, position, state, round, lease,
                       attempts, crash_count, submitter, parameters, tags, metadata, history, created_at, finished_at)
                SELECT gen_random_uuid(), 'capital', 'default', 2, n, 'COMPLETED', 1, 1, 1, 0, 'test', '{}', '[]', '{}',
                       '[]', now(), now()
                  FROM generate_series(1, 50000) AS n
                """);
        database.sql(
                """
                INSERT INTO millwright.job (id, definition, queue, priority, state, submitter)
                SELECT gen_random_uuid(), 'capital', 'default', 2, 'QUEUED', 'test' FROM generate_series(1, 50000)
                """);
        database.sql("INSERT INTO millwright.job_progress (job_id, lease) SELECT id, lease FROM millwright.job");
        database.sql("ANALYZE");
        try (Connection connection = database.connect()) {
            for (String constant : List.of("FIND", "LIST")) {
                String plan = Statements.genericPlan(connection, Statements.of("job.JobStore", constant));
                assertFalse(plan.contains("Seq Scan"), plan);
            }
            // a part that can hold none of the states asked for is not read
            String list = Statements.genericPlan(connection, Statements.of("job.JobStore", "LIST"));
            assertEquals(2, list.split("One-Time Filter: \\$", -1).length - 1, list);
        }
    }

    private List<Job> list(Set<JobState> states, Optional<String> definition) {
        return jobs.list(new JobQuery(states, definition, Optional.empty(), 50));
    }

    private static List<UUID> ids(List<Job> listed) {
        return listed.stream().map(Job::id).toList();
    }
}
