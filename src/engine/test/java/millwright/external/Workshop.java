package millwright.external;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import millwright.config.Settings;
import millwright.database.Database;
import millwright.database.Json;
import millwright.job.AfterCommit;
import millwright.job.Definitions;
import millwright.job.EndedJobs;
import millwright.job.Job;
import millwright.job.JobRequest;
import millwright.job.JobState;
import millwright.job.JobStore;
import millwright.job.Jobs;
import millwright.job.LogLimits;
import millwright.job.RequestCheck;
import millwright.job.StoredJobs;
import millwright.queue.Dispatcher;
import millwright.queue.QueueConfig;
import millwright.retry.ErrorRules;
import millwright.testing.FakeRunner;
import millwright.testing.FakeSignals;
import millwright.testing.TestDatabase;

/** What a node does for workers outside, step by step: nothing of it happens by itself. */
final class Workshop {

    static final int CRASH_LIMIT = 2;
    static final int LOG_LINES = 50;

    final TestDatabase database;
    final StoredExternalJobs external;
    final Jobs jobs;
    final LeaseSweep sweep;

    Workshop(TestDatabase database) {
        this(database, database.database());
    }

    Workshop(TestDatabase database, Database statements) {
        this.database = database;
        Definitions definitions = new Definitions(List.of(FakeRunner.completing("work")));
        Dispatcher dispatcher = new Dispatcher(
                statements,
                definitions,
                QueueConfig.from(new Settings(name -> Optional.empty())),
                ErrorRules.NONE,
                () -> 1,
                EndedJobs.UNHEARD,
                Thread::new,
                Thread::new);
        external = new StoredExternalJobs(
                statements,
                definitions,
                new RequestCheck(definitions),
                dispatcher.outcomes(),
                new FakeSignals(),
                CRASH_LIMIT,
                new LogLimits(System.Logger.Level.INFO, LOG_LINES, 100),
                Thread::new);
        sweep = new LeaseSweep(
                new LeaseStore(statements),
                new AttemptStore(statements),
                dispatcher.outcomes(),
                new FakeSignals(),
                CRASH_LIMIT);
        jobs = new StoredJobs(
                new JobStore(statements), definitions, new FakeSignals(), new AfterCommit(Optional.empty()));
        external.readDefinitions();
    }

    void define(String name, String document) {
        external.define(name, Json.object(document));
    }

    UUID submit(String definition) {
        return jobs.submit(JobRequest.of(definition, "test"));
    }

    List<Work> claim(String worker, int most, String... definitions) {
        return claim(WorkRequest.of(worker, definitions).withMost(most));
    }

    List<Work> claim(WorkRequest request) {
        try {
            return external.claim(request);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    Work claimOne(String worker, String definition) {
        return claim(worker, 1, definition).get(0);
    }

    /** As if so much time had passed since the last beat. */
    void pass(UUID job, Duration time) {
        database.sql(
                """
                UPDATE millwright.job
                   SET lease_expires_at = lease_expires_at - ?::bigint * interval '1 millisecond',
                       attempt_deadline = attempt_deadline - ?::bigint * interval '1 millisecond',
                       attempt_started_at = attempt_started_at - ?::bigint * interval '1 millisecond'
                 WHERE id = ?
                """,
                time.toMillis(),
                time.toMillis(),
                time.toMillis(),
                job);
    }

    /** As if the time of its backoff or its schedule had come, and a node's promoter had seen it. */
    void promote(UUID job) {
        database.sql("UPDATE millwright.job SET state = 'QUEUED' WHERE id = ? AND state = 'RETRYING'", job);
    }

    Job job(UUID id) {
        return jobs.find(id).orElseThrow();
    }

    JobState state(UUID id) {
        return job(id).state();
    }
}
