package millwright.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import millwright.database.Database;
import millwright.job.AfterCommit;
import millwright.job.AttemptEnd;
import millwright.job.ConcurrencyKey;
import millwright.job.Definitions;
import millwright.job.Dependency;
import millwright.job.JobQuery;
import millwright.job.JobRequest;
import millwright.job.JobState;
import millwright.job.JobStore;
import millwright.job.Jobs;
import millwright.job.RunningAttempt;
import millwright.job.StoredJobs;
import millwright.node.NodeSteps;
import millwright.queue.QueueSteps;
import millwright.queue.QueueSteps.Appetite;
import millwright.queue.QueueSteps.Ending;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;
import millwright.testing.ExplainedSession;
import millwright.testing.FakeRunner;
import millwright.testing.FakeSignals;
import millwright.testing.Plan;
import millwright.testing.TestDatabase;
import millwright.waiting.WaitingSteps;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * J4 and promise 7: with tables full of jobs that are over or wait, a statement looks at the rows it is about and at few
 * others, whether its plan was made for its values or blind to them, and also when the planner believes that the
 * tables are empty.
 */
@Tag("postgresql")
class TouchedRowsTest {

    private static final int ROWS = Integer.getInteger("millwright.explain.rows", 100_000);

    /** Rows and index entries for each row it is about: its own reading, its guard, its index. */
    private static final int FACTOR = 8;

    /** What a statement may look at that is about none: nodes, queues, slots, one probe of each partition. */
    private static final int BASE = 200;

    private static final int SOME = 50;

    /** A sweep that goes through its table page by page. */
    private static final String PAGED = "DELETE FROM millwright.job_dependency";

    private static final int PAGE = 2_000;

    enum Statistics {
        OF_EMPTY_TABLES,
        TRUE
    }

    private static final Map<Statistics, TestDatabase> DATABASES = new EnumMap<>(Statistics.class);

    @BeforeAll
    static void fill() {
        DATABASES.put(Statistics.OF_EMPTY_TABLES, FullTables.withStatisticsOfEmptyTables(ROWS));
        DATABASES.put(Statistics.TRUE, FullTables.withTrueStatistics(ROWS));
    }

    @AfterAll
    static void close() throws IOException {
        for (TestDatabase database : DATABASES.values()) {
            database.close();
        }
        DATABASES.clear();
    }

    @ParameterizedTest
    @CsvSource({"OF_EMPTY_TABLES, false", "OF_EMPTY_TABLES, true", "TRUE, false", "TRUE, true"})
    void claimAndOutcomeTouchTheirOwnRows(Statistics statistics, boolean generic) throws SQLException {
        List<Ending> endings = new ArrayList<>();
        explained(statistics, generic, SOME, database -> {
            List<RunningAttempt> claimed = new QueueSteps(database)
                    .claim(
                            FullTables.BUSY_NODE,
                            List.of("default", "paused"),
                            List.of("work"),
                            Set.of(),
                            new Appetite(SOME, 0, 0));
            for (int i = 0; i < claimed.size(); i++) {
                endings.add(new Ending(claimed.get(i), i % 3 == 0 ? failed() : AttemptEnd.completed(null)));
            }
            return claimed.size();
        });
        explained(statistics, generic, SOME, database -> new QueueSteps(database)
                .record(endings)
                .size());
    }

    @ParameterizedTest
    @CsvSource({"OF_EMPTY_TABLES, false", "OF_EMPTY_TABLES, true", "TRUE, false", "TRUE, true"})
    void aPageOfTheListAndOneJobTouchTheirOwnRows(Statistics statistics, boolean generic) throws SQLException {
        explained(statistics, generic, SOME, database -> jobs(database)
                .list(new JobQuery(Set.of(), Optional.empty(), Optional.empty(), SOME))
                .size());
        UUID id = jobs(DATABASES.get(statistics).database()).submit(JobRequest.of("work", "test"));
        explained(statistics, generic, 1, database -> jobs(database).find(id).isPresent() ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"OF_EMPTY_TABLES, false", "OF_EMPTY_TABLES, true", "TRUE, false", "TRUE, true"})
    void submitAndCancelTouchTheirOwnRows(Statistics statistics, boolean generic) throws SQLException {
        List<UUID> submitted = new ArrayList<>();
        explained(statistics, generic, 1, database -> {
            submitted.add(jobs(database).submit(JobRequest.of("work", "test")));
            return submitted.size();
        });
        explained(statistics, generic, 1, database -> {
            assertTrue(jobs(database).cancel(submitted.get(0)).isPresent());
            return 1;
        });
    }

    @ParameterizedTest
    @CsvSource({"OF_EMPTY_TABLES, false", "OF_EMPTY_TABLES, true", "TRUE, false", "TRUE, true"})
    void whatHasBecomeDueAndLateIsFoundAmongAllThatIsNot(Statistics statistics, boolean generic) throws SQLException {
        FullTables.makeSomeDue(DATABASES.get(statistics));
        explained(statistics, generic, FullTables.FEW, database -> {
            new WaitingSteps(database).promote();
            return FullTables.FEW;
        });
        plans(statistics, generic, database -> new WaitingSteps(database).sweep())
                .forEach(plan -> assertCheap(plan, plan.query().contains(PAGED) ? PAGE : FullTables.FEW));
        assertEquals(0, DATABASES.get(statistics).number(FullTables.DUE));
    }

    @ParameterizedTest
    @CsvSource({"OF_EMPTY_TABLES, false", "OF_EMPTY_TABLES, true", "TRUE, false", "TRUE, true"})
    void settlingTouchesWhatWaitsAndNothingElse(Statistics statistics, boolean generic) throws SQLException {
        TestDatabase tables = DATABASES.get(statistics);
        Jobs jobs = jobs(tables.database());
        UUID parent = jobs.submit(JobRequest.of("work", "test"));
        List<UUID> children = new ArrayList<>();
        for (int i = 0; i < SOME; i++) {
            children.add(jobs.submit(JobRequest.of("work", "test")
                    .dependingOn(Dependency.on(parent))
                    .withConcurrency(new ConcurrencyKey("key " + i % 5, 1))));
        }
        settle(statistics, generic);
        jobs.cancel(parent);
        settle(statistics, generic);
        children.forEach(child ->
                assertEquals(JobState.CANCELLED, jobs.find(child).orElseThrow().state()));
    }

    private static void settle(Statistics statistics, boolean generic) throws SQLException {
        plans(statistics, generic, database -> {
                    WaitingSteps waiting = new WaitingSteps(database);
                    while (waiting.settle()) {
                        // until nothing is due
                    }
                })
                .forEach(plan -> assertCheap(plan, SOME));
    }

    /** Finding a dead node's jobs is one scan of what is not over, on purpose: see the package notes of node. */
    @ParameterizedTest
    @CsvSource({"OF_EMPTY_TABLES, false", "OF_EMPTY_TABLES, true", "TRUE, false", "TRUE, true"})
    void movingOnADeadNodesJobsTouchesTheirOwnRows(Statistics statistics, boolean generic) throws SQLException {
        TestDatabase database = DATABASES.get(statistics);
        database.sql("UPDATE millwright.node SET rescued_at = NULL WHERE id = ?", FullTables.DEAD_NODE);
        database.sql(
                """
                UPDATE millwright.job SET state = 'RUNNING', node = ?, crash_count = 0
                 WHERE id IN (SELECT id FROM millwright.job
                               WHERE state = 'QUEUED' AND ready AND queue = 'default' LIMIT ?)
                """,
                FullTables.DEAD_NODE,
                FullTables.FEW);
        List<Plan> plans = plans(statistics, generic, explainedDatabase -> {
            new NodeSteps(explainedDatabase, 3).rescue();
        });
        plans.stream()
                .filter(plan -> plan.query().contains("UPDATE millwright.job ")
                        || plan.query().contains("DELETE FROM millwright.job "))
                .forEach(plan -> assertCheap(plan, FullTables.FEW));
        assertEquals(
                0,
                database.number(
                        "SELECT count(*) FROM millwright.job WHERE state = 'RUNNING' AND node = ?",
                        FullTables.DEAD_NODE));
    }

    private static AttemptEnd failed() {
        return AttemptEnd.failed(new JobError(JobError.DATA_ERROR, ErrorCategory.PERMANENT, "no"));
    }

    private static Jobs jobs(Database database) {
        return new StoredJobs(
                new JobStore(database),
                new Definitions(List.of(FakeRunner.completing("work"))),
                new FakeSignals(),
                new AfterCommit(Optional.empty()));
    }

    /** Every statement that {@code work} runs is about {@code rows} rows, and looks at few more. */
    private static void explained(Statistics statistics, boolean generic, int rows, ToIntFunction<Database> work)
            throws SQLException {
        plans(statistics, generic, database -> assertEquals(rows, work.applyAsInt(database)))
                .forEach(plan -> assertCheap(plan, rows));
    }

    private static List<Plan> plans(Statistics statistics, boolean generic, Consumer<Database> work)
            throws SQLException {
        try (ExplainedSession session = new ExplainedSession(DATABASES.get(statistics), generic)) {
            work.accept(session.database());
            List<Plan> plans = session.taken();
            assertFalse(plans.isEmpty(), "nothing was explained");
            return plans;
        }
    }

    private static void assertCheap(Plan plan, int rows) {
        int most = rows * FACTOR + BASE;
        assertTrue(plan.touched() <= most, () -> plan.touched() + " rows touched, expected " + most + ":\n" + plan);
    }
}
