package millwright.schedule;

import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import millwright.database.Database;
import millwright.database.Json;
import millwright.job.AfterCommit;
import millwright.job.AttemptEnd;
import millwright.job.AttemptRunner;
import millwright.job.Definitions;
import millwright.job.Job;
import millwright.job.JobQuery;
import millwright.job.JobStore;
import millwright.job.ParameterSchema;
import millwright.job.Priority;
import millwright.job.RequestCheck;
import millwright.job.StoredJobs;
import millwright.testing.FakeRunner;
import millwright.testing.FakeSignals;
import millwright.testing.TestDatabase;

/** Schedules on a clock that the test moves, and nodes that tick: the ground of the tests of what fires. */
abstract class TickTest {

    static final String JOBS = "SELECT count(*) FROM millwright.job";

    final TestDatabase database;
    final FakeSignals signals = new FakeSignals();

    TickTest(TestDatabase database) {
        this.database = database;
        Clock.set(database, "2026-06-01T00:00:00Z");
    }

    void create(String name, String cron) {
        schedules()
                .create(new ScheduleRequest(
                        name,
                        cron,
                        "UTC",
                        "work",
                        Json.object("{\"year\": 1999}"),
                        Optional.of(Priority.HIGH),
                        true,
                        "alice"));
    }

    Schedule find(String name) {
        return schedules().find(name).orElseThrow();
    }

    Schedules schedules() {
        return new StoredSchedules(database.database(), new RequestCheck(definitions()));
    }

    /** As each node of a cluster has one. */
    ScheduleTick node() {
        Definitions definitions = definitions();
        return new ScheduleTick(
                new Database(database.dataSource()), definitions, new RequestCheck(definitions), signals);
    }

    static Definitions definitions() {
        ParameterSchema schema = ParameterSchema.of(
                Json.object(
                        """
                {"type": "object", "properties": {"year": {"type": "integer", "minimum": 1900},
                                                  "kind": {"type": "string", "default": "full"}}}
                """));
        AttemptRunner runner = new FakeRunner(
                List.of(FakeRunner.definition("work", schema, Optional.empty())),
                attempt -> AttemptEnd.completed(null));
        return new Definitions(Stream.of(runner).toList());
    }

    List<Job> jobs() {
        return new ArrayList<>(new StoredJobs(
                        new JobStore(database.database()), definitions(), signals, new AfterCommit(Optional.empty()))
                .list(new JobQuery(Set.of(), Optional.empty(), Optional.empty(), 200)));
    }

    static void execute(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
