package millwright.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import millwright.database.Database;
import millwright.external.ExternalSteps;
import millwright.queue.QueueSteps;
import millwright.queue.QueueSteps.Appetite;
import millwright.testing.ExplainedSession;
import millwright.testing.Plan;
import millwright.testing.PostgresTest;
import millwright.testing.Rows;
import millwright.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** X1, X3 and promise 7: among many jobs of others, workers and sweeps look at their own, and nodes at theirs. */
@PostgresTest
class ExternalTouchedRowsTest {

    private static final int OTHERS = 20_000;
    private static final int SOME = 50;
    private static final int FACTOR = 12;
    private static final int BASE = 200;

    private static final String ID = "('01990000-0000-7000-8000-' || right(gen_random_uuid()::text, 12))::uuid";

    // In front of everybody: of other definitions, in a paused queue, taken by others for long.
    private static final List<String> FILL = List.of(
            """
            INSERT INTO millwright.queue (name, paused, paused_at) VALUES ('paused', true, now())
            """,
            """
            INSERT INTO millwright.job (id, definition, queue, priority, state, submitter, external)
            SELECT %s, CASE WHEN n %% 2 = 0 THEN 'other' ELSE 'render' END,
                   CASE WHEN n %% 2 = 0 THEN 'default' ELSE 'paused' END, 0, 'QUEUED', 'test', true
              FROM generate_series(1, ?) AS n
            """
                    .formatted(ID),
            """
            INSERT INTO millwright.job (id, definition, queue, priority, state, submitter, external, node, lease,
                                        attempts, started_at, attempt_started_at, lease_expires_at)
            SELECT %s, 'render', 'default', 2, 'RUNNING', 'test', true, gen_random_uuid(), 1, 1, now(),
                   now(), now() + interval '1 hour'
              FROM generate_series(1, ?) AS n
            """
                    .formatted(ID),
            """
            INSERT INTO millwright.job (id, definition, queue, priority, state, submitter, external)
            SELECT %s, 'render', 'default', 2, 'QUEUED', 'test', true FROM generate_series(1, ?) AS n
            """
                    .formatted(ID),
            """
            INSERT INTO millwright.job (id, definition, queue, priority, state, submitter)
            SELECT %s, 'work', 'default', 2, 'QUEUED', 'test' FROM generate_series(1, ?) AS n
            """
                    .formatted(ID));

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void claimEndAndSweepTouchTheirOwnRows(boolean analyzed, boolean generic) throws SQLException {
        try (TestDatabase database = TestDatabase.migrated()) {
            fill(database, analyzed);
            explained(
                    database,
                    generic,
                    work -> assertEquals(SOME, new ExternalSteps(database, work).workOff(SOME, "render")));
            assertEquals(SOME, new ExternalSteps(database, database.database()).claim(SOME, "render"));
            database.sql(
                    """
                    UPDATE millwright.job SET lease_expires_at = now() - interval '1 second'
                     WHERE state = 'RUNNING' AND history <> '[]'
                    """);
            explained(database, generic, work -> assertEquals(SOME, new ExternalSteps(database, work).sweep()));
            UUID node = Rows.node(database);
            explained(
                    database,
                    generic,
                    work -> assertEquals(
                            SOME,
                            new QueueSteps(work)
                                    .claim(
                                            node,
                                            List.of("default"),
                                            List.of("work", "render", "other"),
                                            Set.of(),
                                            new Appetite(SOME, 0, 0))
                                    .size()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void fill(TestDatabase database, boolean analyzed) {
        database.sql("ANALYZE");
        database.sql(FILL.get(0));
        database.sql(FILL.get(1), OTHERS);
        database.sql(FILL.get(2), OTHERS / 4);
        database.sql(FILL.get(3), 4 * SOME);
        database.sql(FILL.get(4), 4 * SOME);
        new ExternalSteps(database, database.database()).define("render");
        if (analyzed) {
            database.sql("ANALYZE");
        }
    }

    private static void explained(TestDatabase database, boolean generic, Consumer<Database> work) throws SQLException {
        try (ExplainedSession session = new ExplainedSession(database, generic)) {
            work.accept(session.database());
            List<Plan> plans = session.taken();
            assertFalse(plans.isEmpty(), "nothing was explained");
            for (Plan plan : plans) {
                int most = SOME * FACTOR + BASE;
                assertTrue(
                        plan.touched() <= most,
                        () -> plan.touched() + " rows touched, expected " + most + ":\n" + plan);
            }
        }
    }
}
