package millwright.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.UUID;
import millwright.testing.PostgresTest;
import millwright.testing.Rows;
import millwright.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** N7: which nodes are forgotten. */
@PostgresTest
class NodeCleanerTest {

    private static final String GONE =
            """
            UPDATE millwright.node SET alive = false, ended_at = millwright.clock() - ?::interval,
                   rescued_at = CASE WHEN ? THEN now() END
             WHERE id = ?
            """;

    private final TestDatabase database;
    private final NodeCleaner cleaner;

    NodeCleanerTest(TestDatabase database) {
        this.database = database;
        this.cleaner = new NodeCleaner(database.database(), Duration.ofDays(1));
    }

    @Test
    void whoHasBeenGoneForLongIsForgotten() {
        Rows.node(database);
        gone("23 hours", true);
        gone("25 hours", true);
        assertEquals(1, cleaner.clean());
        assertEquals(2, database.number("SELECT count(*) FROM millwright.node"));
    }

    @Test
    void nobodyIsForgottenBeforeItsJobsHaveMovedOn() {
        UUID unrescued = gone("2 days", false);
        UUID named = gone("2 days", true);
        UUID job = Rows.running(database, named, 1).get(0).jobId();
        assertEquals(0, cleaner.clean());
        assertTrue(database.isTrue("SELECT count(*) = 2 FROM millwright.node WHERE id IN (?, ?)", unrescued, named));
        database.sql("UPDATE millwright.job SET state = 'QUEUED', node = NULL WHERE id = ?", job);
        assertEquals(1, cleaner.clean());
    }

    private UUID gone(String ago, boolean rescued) {
        UUID node = Rows.node(database);
        database.sql(GONE, ago, rescued, node);
        return node;
    }
}
