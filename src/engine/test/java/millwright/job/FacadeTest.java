package millwright.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Json;
import millwright.testing.FakeRunner;
import millwright.testing.FakeSignals;
import millwright.testing.FakeTransactions;
import millwright.testing.TestDatabase;

/** The facade over a database and a JTA of its own, with jobs to submit and to archive. */
abstract class FacadeTest {

    final TestDatabase database;
    final FakeTransactions transactions;
    final FakeSignals signals = new FakeSignals();
    final Jobs jobs;
    final KeyedJobs keyed;

    FacadeTest(TestDatabase database) {
        this.database = database;
        this.transactions = new FakeTransactions(database.dataSource());
        ParameterSchema schema = ParameterSchema.of(
                Json.object(
                        """
                {"type": "object", "properties": {"year": {"type": "integer", "minimum": 1900, "default": 2001},
                                                  "name": {"type": "string"}}}
                """));
        Definitions definitions = new Definitions(List.of(new FakeRunner(
                List.of(
                        FakeRunner.definition("import-losses", schema, Optional.empty()),
                        FakeRunner.definition("capital"),
                        FakeRunner.definition("broken", ParameterSchema.any(), Optional.of("its XML ends early"))),
                attempt -> AttemptEnd.completed(null))));
        Database joined = new Database(transactions.dataSource());
        StoredJobs stored =
                new StoredJobs(new JobStore(joined), definitions, signals, new AfterCommit(Optional.of(transactions)));
        this.jobs = stored;
        this.keyed = new StoredKeyedJobs(joined, new RequestCheck(definitions), stored);
    }

    List<UUID> submit(int count) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(jobs.submit(JobRequest.of("capital", "test")));
        }
        return ids;
    }

    /** As its second attempt would have left it, after a first that was lost. */
    void archive(UUID id, UUID node) {
        database.sql(
                """
                WITH gone AS (DELETE FROM millwright.job WHERE id = ? RETURNING *)
                INSERT INTO millwright.job_archive (id, definition, queue, priority, position, state, round, lease,
                       node, attempts, crash_count, submitter, parameters, tags, metadata, history, result,
                       created_at, started_at, finished_at)
                SELECT id, definition, queue, priority, position, 'COMPLETED', round, 2, ?, 2, 1, submitter,
                       parameters, tags, metadata,
                       jsonb_build_array(
                           jsonb_build_object('attempt', 1, 'round', 1, 'lease', 1, 'node', gen_random_uuid(),
                               'outcome', 'LOST', 'started_at', now(), 'ended_at', now(),
                               'error', '{"code": "NODE_LOST", "category": "TRANSIENT", "message": "died"}'::jsonb),
                           jsonb_build_object('attempt', 2, 'round', 1, 'lease', 2, 'node', ?::uuid,
                               'outcome', 'COMPLETED', 'started_at', now(), 'ended_at', now(), 'error', NULL)),
                       '{"capital": 12.5}', created_at, now(), now()
                  FROM gone
                """,
                id,
                node,
                node);
    }
}
